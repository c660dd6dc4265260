"""Checks the packages of a feed and prints what is wrong with them.
usage: package_check.py FEED [OTHER]     OTHER: a feed packed from the same commit in another folder; its contents must be the same bytes"""
import json
import re
import struct
import subprocess
import sys
import uuid
import xml.etree.ElementTree as tree
import zipfile
from pathlib import Path

EMBEDDED_SOURCE = uuid.UUID('0e8a571b-6926-466e-b4ad-8ab04611f5fe').bytes_le
SOURCE_LINK = uuid.UUID('cc110556-a091-4d38-9fec-25ab9a351a6a').bytes_le
ROOT = Path(__file__).resolve().parent.parent
REPOSITORY = tree.parse(ROOT / 'src/Package.props').find('.//RepositoryUrl').text
VERSIONS = {one.get('Include'): one.get('Version') for one in tree.parse(ROOT / 'Directory.Packages.props').iter('PackageVersion')}
CLONED_FROM = subprocess.run(['git', '-C', str(ROOT), 'remote', 'get-url', 'origin'], capture_output=True, text=True).stdout
errors = []


def require(condition, error):
    if not condition:
        errors.append(error)


def local(element):
    return element.tag.split('}')[-1]


def is_reproducible(dll):
    """Whether the compiler marked the assembly as deterministic: debug directory entry of type 16."""
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


def is_strong_named(dll):
    """Whether the assembly is signed: flag 8 of the header that directory 14 leads to."""
    header = struct.unpack_from('<I', dll, 0x3c)[0]
    sections, optional = struct.unpack_from('<H', dll, header + 6)[0], struct.unpack_from('<H', dll, header + 20)[0]
    directories = header + 24 + (112 if struct.unpack_from('<H', dll, header + 24)[0] == 0x20b else 96)
    address = struct.unpack_from('<I', dll, directories + 14 * 8)[0]
    for section in range(sections):
        virtual_size, virtual, _, raw = struct.unpack_from('<IIII', dll, header + 24 + optional + section * 40 + 8)
        if virtual <= address < virtual + virtual_size:
            return bool(struct.unpack_from('<I', dll, address - virtual + raw + 16)[0] & 8)
    return False


def references(identity, framework):
    """The packages and projects that the project references for a framework: {id: version}, without build-only ones."""
    found = {}
    for group in tree.parse(ROOT / 'src' / identity / f'{identity}.csproj').iter('ItemGroup'):
        for item in group:
            conditions = [condition for condition in (group.get('Condition'), item.get('Condition')) if condition]
            if item.tag not in ('PackageReference', 'ProjectReference') or (item.get('PrivateAssets') or '').lower() == 'all':
                continue
            named = [re.fullmatch(r"\s*'\$\(TargetFramework\)'\s*==\s*'([^']+)'\s*", condition) for condition in conditions]
            require(all(named), f'{identity}: this check cannot read the condition of a reference: {conditions}')
            if any(match and match[1] != framework for match in named):
                continue
            if item.tag == 'PackageReference':
                found[item.get('Include')] = VERSIONS.get(item.get('Include'))
            else:
                found[re.split(r'[/\\]', item.get('Include'))[-1].removesuffix('.csproj')] = OUR_VERSION
    return found


def closure(project, direct):
    """All packages that a host gets with this one, as restored for its project."""
    found = set()
    for target in json.loads((project / 'obj/project.assets.json').read_text())['targets'].values():
        libraries = {name.split('/')[0]: library for name, library in target.items()}
        left = [name for name in set().union(*direct) if name in libraries]
        while left:
            name = left.pop()
            found.add(name)
            left += [next_ for next_ in libraries[name].get('dependencies', {}) if next_ in libraries and next_ not in found]
    return found - {'NETStandard.Library'}


def hidden_types(identity):
    """The names of the internal and private types in the sources, unless a public type has the same name."""
    shown, hidden = set(), set()
    for file in (ROOT / 'src' / identity).rglob('*.cs'):
        if 'obj' not in file.relative_to(ROOT / 'src' / identity).parts:
            text = file.read_text()
            for access, name in re.findall(r'^ *(public|internal|private|file)\b[a-z ]*?\b(?:class|struct|interface|enum|record(?: struct| class)?) (\w+)', text, re.M):
                (shown if access == 'public' else hidden).add(name)
    return hidden - shown


def check_bill(package, names, included, at):
    """The bill of materials lists what a host gets; returns the components."""
    bill = json.loads(package.read('bom.cdx.json')) if 'bom.cdx.json' in names else {}
    listed = {component['name'] for component in bill.get('components', [])}
    require(bill.get('bomFormat') == 'CycloneDX' and listed == included, at + f'the bill of materials lacks {sorted(included - listed)}, and lists {sorted(listed - included)}, which no host gets')
    return listed


def check_texts(path):
    """What every package has; returns its names, its nuspec and its id."""
    package = zipfile.ZipFile(path)
    names = set(package.namelist())
    nuspec = tree.fromstring(package.read(next(name for name in names if name.endswith('.nuspec'))))[0]
    said = {local(element): element for element in nuspec}
    identity = said['id'].text
    at = identity + ': '

    for name, file in (('readme', 'README.md'), ('icon', 'icon.png')):
        require(name in said and said[name].text == file and file in names, at + f'no {name}')
    require('license' in said and said['license'].get('type') == 'expression' and said['license'].text == 'MIT', at + 'no license expression')
    for name in ('description', 'authors', 'tags', 'releaseNotes', 'copyright'):
        require(name in said and said[name].text, at + f'no {name}')
    require(re.fullmatch('[0-9a-f]{40}', said['repository'].get('commit') or ''), at + 'no commit')
    url = said['repository'].get('url')
    require(url == REPOSITORY and said['projectUrl'].text == REPOSITORY, at + f'{url} is not {REPOSITORY}')

    icon = package.read('icon.png') if 'icon.png' in names else b''
    require(len(icon) > 24 and icon[:8] == b'\x89PNG\r\n\x1a\n' and struct.unpack('>II', icon[16:24]) == (128, 128), at + 'the icon is not a PNG of 128 by 128 pixels')
    readme = package.read('README.md').decode() if 'README.md' in names else ''
    dead = [link for link in re.findall(r'\]\(([^)]+)\)', readme) if not link.startswith('https://')]
    require(not dead, at + f'relative links in the README, which do not work in a package feed: {dead}')
    require('CHANGELOG.md' in names, at + 'no CHANGELOG.md')
    return package, names, said, identity


def check(path):
    package, names, said, identity = check_texts(path)
    at = identity + ': '
    if identity in OTHERS:
        OTHERS[identity](path, package, names, said, at)
        return

    frameworks = sorted({name.split('/')[1] for name in names if name.startswith('lib/')})
    require('net10.0' in frameworks, at + 'nothing for net10.0')
    if identity == 'Better.Calendar':
        require(frameworks == ['net10.0', 'netstandard2.0'], at + f'has assemblies for {frameworks}')
        require('buildTransitive/Better.Calendar.targets' in names, at + 'no buildTransitive targets, so programs without ICU would write in English')
        require('LICENSE.unicode.txt' in names, at + "no license of Unicode's names")

    symbols = zipfile.ZipFile(path.with_suffix('.snupkg'))
    satellites = {}
    hidden = hidden_types(identity)
    for framework in frameworks:
        lib = f'lib/{framework}/'
        if lib + identity + '.dll' not in names:
            errors.append(at + f'no assembly for {framework}')
            continue
        require(is_reproducible(package.read(lib + identity + '.dll')), at + f'{framework} is not deterministic')
        require(is_strong_named(package.read(lib + identity + '.dll')), at + f'{framework} has no strong name')
        docs = tree.fromstring(package.read(lib + identity + '.xml')) if lib + identity + '.xml' in names else None
        documented = [member.get('name') for member in docs.findall('.//member')] if docs is not None else []
        require(documented, at + f'no XML docs for {framework}')
        types = {name[2:] for name in documented if name.startswith('T:')}
        internal = [name for name in types if re.sub('`.*', '', name.split('.')[-1]) in hidden]
        internal += [name for name in documented if name[:2] != 'T:' and name[2:].split('(')[0].rpartition('.')[0] not in types]
        require(not internal, at + f'the XML docs for {framework} contain internal members: {internal[:5]}')
        satellites[framework] = sorted(name[len(lib):-len(f'/{identity}.resources.dll')] for name in names if name.startswith(lib) and name.endswith('.resources.dll'))
        pdb = symbols.read(lib + identity + '.pdb') if lib + identity + '.pdb' in symbols.namelist() else b''
        require(pdb, at + f'no symbols for {framework}')
        require(EMBEDDED_SOURCE in pdb, at + f'the symbols for {framework} have no sources')
        require(not CLONED_FROM.startswith('https://') or SOURCE_LINK in pdb, at + f'no Source Link for {framework}')
    require(len({tuple(languages) for languages in satellites.values()}) == 1, at + f'different languages by framework: {satellites}')
    if identity == 'Better.Calendar':
        require(satellites.get('net10.0') == ['ar', 'de', 'en-CA', 'en-US', 'es', 'et', 'fr', 'hu', 'it', 'nl', 'pl', 'pt', 'pt-BR', 'sv', 'uk'], at + f'other languages than the twelve besides English, and three of regions: {satellites}')

    groups = {re.sub(r'^\.NETStandard', 'netstandard', group.get('targetFramework')): {one.get('id'): one.get('version') for one in group} for group in said['dependencies']}
    require(sorted(groups) == frameworks, at + f'dependencies for {sorted(groups)}')
    for framework, dependencies in groups.items():
        expected = references(identity, framework)
        require(dependencies == expected, at + f'depends for {framework} on {dependencies}, but its project references {expected}')
    listed = check_bill(package, names, closure(ROOT / 'src' / identity, groups.values()), at)
    print(f'{path.name}: {path.stat().st_size:,} bytes, {len(names)} files, {len(listed)} components; languages besides English: {" ".join(satellites.get("net10.0", []))}')


def check_tool(path, package, names, said, at):
    """The console as a tool: whole, with all that it uses, because a tool restores no other package."""
    folder = 'tools/net10.0/any/'
    require(said['packageTypes'][0].get('name') == 'DotnetTool' and 'dependencies' not in said, at + 'not a tool')
    settings = tree.fromstring(package.read(folder + 'DotnetToolSettings.xml'))
    command = settings.find('.//Command')
    require(command.get('Name') == 'better-calendar' and folder + command.get('EntryPoint') in names, at + f'the command is {command.attrib}')
    for name in ('InviteConsole', 'Better.Calendar', 'Better.Calendar.Delivery', 'Better.Calendar.Delivery.Sqlite', 'Better.Calendar.Testing'):
        require(folder + name + '.dll' in names and is_reproducible(package.read(folder + name + '.dll')), at + f'{name} is not deterministic')
        require(folder + name + '.dll' in names and is_strong_named(package.read(folder + name + '.dll')), at + f'{name} has no strong name')
    require('LICENSE.unicode.txt' in names, at + "no license of Unicode's names")
    require(not [name for name in names if name.startswith(folder) and name.endswith('.xml') and 'DotnetToolSettings' not in name], at + 'XML docs, which a tool does not need')
    project = ROOT / 'samples/InviteConsole'
    direct = [re.split(r'[/\\]', one.get('Include'))[-1].removesuffix('.csproj') for one in tree.parse(project / 'InviteConsole.csproj').iter() if one.tag in ('PackageReference', 'ProjectReference')]
    listed = check_bill(package, names, closure(project, [direct]), at)
    print(f'{path.name}: {path.stat().st_size:,} bytes, {len(names)} files, {len(listed)} components')


def check_templates(path, package, names, said, at):
    """The templates: nothing is left to fill in but what dotnet new fills in, and they use these packages."""
    require(said['packageTypes'][0].get('name') == 'Template' and 'dependencies' not in said, at + 'not a package of templates')
    require(not [name for name in names if name.endswith('.dll')], at + 'contains an assembly')
    templates = sorted(name.split('/')[1] for name in names if name.endswith('/.template.config/template.json'))
    require(templates == ['console', 'web', 'worker'], at + f'has the templates {templates}')
    for name in templates:
        project = tree.fromstring(package.read(f'content/{name}/CalendarApp.csproj'))
        for one in project.iter('PackageReference'):
            expected = OUR_VERSION if one.get('Include').startswith('Better.Calendar') else VERSIONS.get(one.get('Include'))
            require(one.get('Version') == expected, at + f"{name} references {one.get('Include')} {one.get('Version')} instead of {expected}")
        unfilled = [file for file in names if file.startswith(f'content/{name}/') and re.search(rb'(PACKAGE|HOSTING)_VERSION|MinimalHost|#region', package.read(file))]
        require(not unfilled, at + f'not filled in: {unfilled}')
        for file in ('README.md', '.gitignore', 'Program.cs', 'series.json'):
            require(f'content/{name}/{file}' in names, at + f'{name} has no {file}')
    print(f'{path.name}: {path.stat().st_size:,} bytes, {len(names)} files, templates: {" ".join(templates)}')


# Packages that are no libraries, made from samples.
OTHERS = {'better-calendar': check_tool, 'Better.Calendar.Templates': check_templates}


def contents(package):
    # these parts contain a timestamp and a random name
    return {name: package.read(name) for name in package.namelist() if not name.startswith(('_rels/', 'package/'))}


OUR_VERSION = tree.parse(ROOT / 'Directory.Build.props').find('.//Version').text
feed, *other = (Path(folder) for folder in sys.argv[1:])
paths = sorted(feed.glob('*.nupkg'))
require({re.sub(r'\.\d.*', '', path.name) for path in paths} == {project.stem for project in ROOT.glob('src/*/*.csproj')} | OTHERS.keys(), f'expected one package for each project of src, the tool and the templates in {feed}, found {[path.name for path in paths]}')
for path in paths:
    check(path)
    for again in other:
        same = again / path.name
        if not same.exists():
            continue  # not every package was packed twice
        for suffix in ('.nupkg', '.snupkg'):
            if not path.with_suffix(suffix).exists():
                continue  # the tool contains its symbols, and the templates have none
            ours, theirs = path.with_suffix(suffix), same.with_suffix(suffix)
            ours, theirs = contents(zipfile.ZipFile(ours)), contents(zipfile.ZipFile(theirs))
            differing = [name for name in sorted(ours.keys() | theirs.keys()) if ours.get(name) != theirs.get(name)]
            require(not differing, f'{path.name}: packed twice, these files differ: {differing}')
            print(f'{path.name}: packed twice, {len(ours)} files compared')
require(not other or any((again / path.name).exists() for again in other for path in paths), 'no package to compare')
print('\n'.join(errors) or 'no errors')
sys.exit(bool(errors))
