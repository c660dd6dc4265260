#!/usr/bin/env python3
"""Checks iCalendar files with independent readers: byte_rules.py, libical, python3-icalendar, ical.js; with those of ../readers on demand.
  check.py FILE.ics...          every file must pass all four readers, and all must read the same UTC times; exit 1 otherwise
  check.py --json < LIST        reads file names from standard input, one per line; prints the findings of each reader as JSON; exit 0
  check.py --json all < LIST    the same, also with the readers of ../readers
  check.py                      checks the readers with ../ics: good files must pass with the right UTC times, bad files must be rejected
RIG_DIR is the folder given to install.sh. Each reader runs once for all files."""
import concurrent.futures
import filecmp
import glob
import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
SAMPLE_TIMES = {
    '20200616-1@example.test': ['20200616T083000Z', '20200616T100000Z'],
    '20200617-2@example.test': ['20200617T073000Z', '20200617T090000Z'],
    '20200618-3@example.test': ['20200618T093000Z', '20200618T110000Z'],
}


def libical_checker(folder):
    """The program that install.sh compiled, or a new one if it is missing or was compiled from another source."""
    source, installed = HERE + '/libical_check.c', os.path.join(os.environ.get('RIG_DIR', ''), 'parsers')
    built, made_from = os.path.join(installed, 'libical_check'), os.path.join(installed, '.installed.c')
    if os.environ.get('RIG_DIR') and os.access(built, os.X_OK) and os.path.exists(made_from) and filecmp.cmp(source, made_from, shallow=False):
        return built
    built = os.path.join(folder, 'libical_check')
    subprocess.run(['gcc', '-O1', '-w', source, '-o', built, '-lical'], check=True)
    return built


def readers(folder):
    return {
        'bytes': [sys.executable, HERE + '/byte_rules.py'],
        'libical': [libical_checker(folder)],
        'python-icalendar': ['/usr/bin/python3', HERE + '/py_icalendar.py'],
        'ical.js': ['node', HERE + '/js_icaljs.mjs'],
    }


def more_readers():
    folder, libraries = os.path.join(HERE, '../readers/'), ('node-ical', 'ts-ics', '@nextcloud/calendar-js')
    return {
        'KCalendarCore': [os.path.join(os.environ.get('RIG_DIR', ''), 'readers', 'kde_calendar')],
        'ruby-icalendar': ['ruby', folder + 'icalendar_times.rb'],
        'vobject': ['/usr/bin/python3', folder + 'vobject_times.py'],
        **{library: ['node', folder + 'js_times.mjs', library] for library in libraries},
    }


def run(command, files):
    """returns one {violations, events} per file; if a reader ends early, the file where it ended and all later files have a violation"""
    done = subprocess.run(command + files, capture_output=True, timeout=300, env=dict(os.environ, LC_ALL='C.UTF-8'))
    results = []
    for line in done.stdout.decode('utf-8', 'replace').split('\n'):
        word, _, rest = line.partition(' ')
        if word == 'FILE':
            results.append({'violations': [], 'events': []})
        elif word == 'VIOLATION':
            results[-1]['violations'].append(rest)
        elif word == 'EVENT':
            results[-1]['events'].append(rest.rsplit(' ', 2))
    if done.returncode not in (0, 1) or len(results) != len(files):
        errors = done.stderr.decode('utf-8', 'replace').strip().splitlines()
        why = 'did not run: %s' % (next((l for l in errors if l.startswith('Error')), (errors or ['exit %d' % done.returncode])[-1]))
        # it ended at the last file that it named; the later files were not read
        last = max(0, len(results) - 1)
        results = results[:last] + [{'violations': [why], 'events': []} for _ in files[last:]]
    return results


def read(files, more=False):
    with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        tools = {**readers(folder), **(more_readers() if more else {})}
        found = dict(zip(tools, pool.map(lambda command: run(command, files), tools.values())))
    return [{tool: found[tool][i] for tool in found} for i in range(len(files))]


def judge(name, result, own):
    caught = [tool for tool in result if result[tool]['violations']]
    broken = any(v.startswith('did not run') for r in result.values() for v in r['violations'])
    times = [r['events'] for tool, r in result.items() if tool != 'bytes']
    agree = all(t == times[0] for t in times)
    if own and name.startswith('bad-'):
        # ical.js alone does not count, because it also rejects valid files
        return not broken and any(t != 'ical.js' for t in caught), 'rejected by ' + ', '.join(caught)
    if own and name.startswith(('lying', 'custom')):
        return not caught, 'accepted by all; times ' + ('agree' if agree else 'differ: some readers use the name, some the VTIMEZONE')
    if caught:
        return False, '; '.join('%s: %s' % (t, v) for t in caught for v in result[t]['violations'])
    if not agree:
        return False, 'times differ: ' + ' | '.join(str(t) for t in times)
    right = not own or all(SAMPLE_TIMES[uid] == when for uid, *when in times[0])
    return right, '' if right else 'wrong times: %s' % times[0]


def main(arguments):
    if arguments[:1] == ['--json']:
        files = [line for line in sys.stdin.read().split('\n') if line]
        json.dump([{'file': f, 'readers': r} for f, r in zip(files, read(files, arguments[1:] == ['all']))] if files else [], sys.stdout)
        return False
    files, passed = arguments or sorted(glob.glob(os.path.join(HERE, '../ics/*.ics'))), 0
    for file, result in zip(files, read(files)):
        good, note = judge(os.path.basename(file), result, not arguments)
        passed += good
        print('%-6s %-38s %s' % ('ok' if good else 'FAILED', os.path.basename(file), note))
    print('%d passed, %d failed' % (passed, len(files) - passed))
    return passed < len(files) or not files


sys.exit(main(sys.argv[1:]))
