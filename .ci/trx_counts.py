"""Prints 'passed failed skipped' of a test results file, counted from the results themselves; exit 1 if there are none."""
import os
import sys
import xml.etree.ElementTree as tree

path = sys.argv[1]
if not os.path.exists(path):
    sys.exit(print('no results: ' + path) or 1)
outcomes = [result.get('outcome') for result in tree.parse(path).iter('{http://microsoft.com/schemas/VisualStudio/TeamTest/2010}UnitTestResult')]
passed, skipped = outcomes.count('Passed'), outcomes.count('NotExecuted')
if not passed:
    sys.exit(print('no test passed in ' + path) or 1)
print(passed, len(outcomes) - passed - skipped, skipped)
