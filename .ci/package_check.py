"""Opens the packages of a feed and says what is missing in them.
usage: package_check.py FEED [OTHER]     OTHER: a feed packed from the same commit in another folder; its contents must be the same octets"""
import json
import re
import struct
import sys
import uuid
import xml.etree.ElementTree as tree
import zipfile
from pathlib import Path

# What each package of ours depends on for net10.0, besides what Better.Calendar itself brings. Nobody gets a driver or a client that they did not ask for.
DRIVERS = {'Microsoft.Data.Sqlite', 'Npgsql', 'RabbitMQ.Client'}
PACKAGES = {
    'Better.Calendar': set(),
    'Better.Calendar.Testing': {'Better.Calendar'},
    'Better.Calendar.Delivery': {'Better.Calendar', 'MailKit'},
    'Better.Calendar.Delivery.Sqlite': {'Better.Calendar.Delivery', 'Microsoft.Data.Sqlite'},
    'Better.Calendar.Delivery.PostgreSql': {'Better.Calendar.Delivery', 'Npgsql'},
    'Better.Calendar.Delivery.RabbitMq': {'Better.Calendar.Delivery', 'RabbitMQ.Client'},
}
EMBEDDED_SOURCE = uuid.UUID('0e8a571b-6926-466e-b4ad-8ab04611f5fe').bytes_le
SOURCE_LINK = uuid.UUID('cc110556-a091-4d38-9fec-25ab9a351a6a').bytes_le
faults = []


def demand(truth, fault):
    if not truth:
        faults.append(fault)


def local(element):
    return element.tag.split('}')[-1]


def is_reproducible(dll):
    """Whether the compiler says that the same sources give the same octets: debug directory entry of type 16."""
    header = struct.unpack_from('<I', dll, 0x3c)[0]
    sections, optional = struct.unpack_from('<H', dll, header + 6)[0], struct.unpack_from('<H', dll, header + 20)[0]
    directories = header + 24 + (112 if struct.unpack_from('<H', dll, header + 24)[0] == 0x20b else 96)
    address, size = struct.unpack_from('<II', dll, directories + 6 * 8)
    for section in range(sections):
        virtual_size, virtual, _, raw = struct.unpack_from('<IIII', dll, header + 24 + optional + section * 40 + 8)
        if virtual <= address < virtual + virtual_size:
            start = address - virtual + raw
            return any(struct.unpack_from('<I', dll, entry + 12)[0] == 16 for entry in range(start, start + size, 28))
    return False


def check(path):
    package = zipfile.ZipFile(path)
    names = set(package.namelist())
    nuspec = tree.fromstring(package.read(next(name for name in names if name.endswith('.nuspec'))))[0]
    said = {local(element): element for element in nuspec}
    identity = said['id'].text
    at = identity + ': '

    for name, file in (('readme', 'README.md'), ('icon', 'icon.png')):
        demand(name in said and said[name].text == file and file in names, at + f'no {name}')
    demand('license' in said and said['license'].get('type') == 'expression' and said['license'].text == 'MIT', at + 'no licence expression')
    for name in ('description', 'authors', 'tags'):
        demand(name in said and said[name].text, at + f'no {name}')
    demand(re.fullmatch('[0-9a-f]{40}', said['repository'].get('commit') or ''), at + 'the commit is not told')
    url = said['repository'].get('url')
    demand(url is None or url.startswith('https://'), at + f'{url} is no public address')

    icon = package.read('icon.png') if 'icon.png' in names else b''
    demand(len(icon) > 24 and icon[:8] == b'\x89PNG\r\n\x1a\n' and struct.unpack('>II', icon[16:24]) == (128, 128), at + 'the icon is no PNG of 128 by 128')
    readme = package.read('README.md').decode() if 'README.md' in names else ''
    dead = [link for link in re.findall(r'\]\(([^)]+)\)', readme) if not link.startswith('https://')]
    demand(not dead, at + f'links in the README that lead nowhere from a feed: {dead}')
    demand('CHANGELOG.md' in names, at + 'no CHANGELOG.md')

    frameworks = sorted({name.split('/')[1] for name in names if name.startswith('lib/')})
    demand('net10.0' in frameworks, at + 'nothing for net10.0')
    if identity == 'Better.Calendar':
        demand(frameworks == ['net10.0', 'netstandard2.0'], at + f'is for {frameworks}')
        demand('buildTransitive/Better.Calendar.targets' in names, at + 'programs without ICU would write in English')
        demand('LICENSE.unicode.txt' in names, at + "no licence of Unicode's names")

    symbols = zipfile.ZipFile(path.with_suffix('.snupkg'))
    satellites = {}
    for framework in frameworks:
        lib = f'lib/{framework}/'
        if lib + identity + '.dll' not in names:
            faults.append(at + f'no assembly for {framework}')
            continue
        demand(is_reproducible(package.read(lib + identity + '.dll')), at + f'{framework} is not deterministic')
        docs = tree.fromstring(package.read(lib + identity + '.xml')) if lib + identity + '.xml' in names else None
        demand(docs is not None and len(docs.findall('.//member')) > 4, at + f'no XML docs for {framework}')
        satellites[framework] = sorted(name[len(lib):-len(f'/{identity}.resources.dll')] for name in names if name.startswith(lib) and name.endswith('.resources.dll'))
        pdb = symbols.read(lib + identity + '.pdb') if lib + identity + '.pdb' in symbols.namelist() else b''
        demand(pdb, at + f'no symbols for {framework}')
        demand(EMBEDDED_SOURCE in pdb, at + f'the symbols for {framework} have no sources')
        demand(url is None or SOURCE_LINK in pdb, at + f'no Source Link for {framework}')
    demand(len({tuple(languages) for languages in satellites.values()}) == 1, at + f'not the same languages: {satellites}')
    if identity == 'Better.Calendar':
        demand(satellites.get('net10.0') == ['ar', 'de', 'es', 'et', 'fr', 'hu', 'it', 'pl', 'sv'], at + f'not the nine languages besides English: {satellites}')

    demand(identity in PACKAGES, at + 'a package that nobody expects')
    groups = {group.get('targetFramework'): {dependency.get('id') for dependency in group} for group in said['dependencies']}
    demand(len(groups) == len(frameworks), at + f'dependencies for {sorted(groups)}')
    net10 = next((names for framework, names in groups.items() if framework == 'net10.0'), set())
    drivers = net10 & DRIVERS
    demand(drivers == PACKAGES.get(identity, set()) & DRIVERS, at + f'depends on {sorted(drivers)}')
    demand(PACKAGES.get(identity, set()) <= net10, at + f'does not depend on {sorted(PACKAGES.get(identity, set()) - net10)}')
    bill = json.loads(package.read('bom.cdx.json')) if 'bom.cdx.json' in names else {}
    listed = {component['name'] for component in bill.get('components', [])}
    missing = set().union(*groups.values()) - listed
    demand(bill.get('bomFormat') == 'CycloneDX' and not missing, at + f'the bill of materials lacks {missing or "all"}')
    print(f'{path.name}: {path.stat().st_size:,} octets, {len(names)} files, {len(listed)} components; languages besides English: {" ".join(satellites.get("net10.0", []))}')


def contents(package):
    # the package's own parts hold a time and a made-up name
    return {name: package.read(name) for name in package.namelist() if not name.startswith(('_rels/', 'package/'))}


feed, *other = (Path(folder) for folder in sys.argv[1:])
paths = sorted(feed.glob('*.nupkg'))
demand({re.sub(r'\.\d.*', '', path.name) for path in paths} == PACKAGES.keys(), f'not the packages of ours in {feed}: {[path.name for path in paths]}')
for path in paths:
    check(path)
    for again in other:
        same = again / path.name
        if not same.exists():
            continue  # only some packages were packed twice
        for ours, theirs in ((path, same), (path.with_suffix('.snupkg'), same.with_suffix('.snupkg'))):
            ours, theirs = contents(zipfile.ZipFile(ours)), contents(zipfile.ZipFile(theirs))
            differing = [name for name in sorted(ours.keys() | theirs.keys()) if ours.get(name) != theirs.get(name)]
            demand(not differing, f'{path.name}: packed twice, these differ: {differing}')
            print(f'{path.name}: packed twice, {len(ours)} files compared')
demand(not other or any((again / path.name).exists() for again in other for path in paths), 'nothing to compare')
print('\n'.join(faults) or 'nothing is missing')
sys.exit(bool(faults))
