#!/usr/bin/env python3
"""Reads recurrence rules with four independent libraries: libical, python-dateutil, ical.js, rrule.
  recur.py < LIST     reads lines "RRULE<tab>DTSTART<tab>COUNT"; prints as JSON what each library says about each rule: whether it is valid,
                      and the first COUNT days of the occurrences
RIG_DIR is the folder given to install.sh. Each library runs once for all rules."""
import concurrent.futures
import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))


def read(command, rules):
    done = subprocess.run(command, input=rules, capture_output=True, timeout=300)
    lines = [line.split('\t') for line in done.stdout.decode().splitlines()]
    if len(lines) != len(rules.splitlines()):
        sys.exit('%s ended after %d rules: %s' % (command, len(lines), done.stderr.decode('utf-8', 'replace')[-500:]))
    return [{'valid': word == 'valid', 'days': days.split()} for word, days in lines]


rules = sys.stdin.buffer.read()
with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
    libical = folder + '/recur_libical'
    subprocess.run(['gcc', '-O1', '-w', HERE + '/recur_libical.c', '-o', libical, '-lical'], check=True)
    tools = {
        'libical': [libical],
        'python-dateutil': ['/usr/bin/python3', HERE + '/recur_dateutil.py'],
        'ical.js': ['node', HERE + '/recur_js.mjs', 'ical.js'],
        'rrule': ['node', HERE + '/recur_js.mjs', 'rrule'],
    }
    print(json.dumps(dict(zip(tools, pool.map(lambda command: read(command, rules), tools.values())))))
