"""Finds imports that break a law, with nothing but the standard library.

Called with the root of a repository and the laws as JSON: a list of {in, forbidden, allowed}, paths of folders (with a
slash behind) and files. Prints a JSON list of [file, line, import as it is written], sorted.
"""

import ast
import json
import sys
from pathlib import Path

IMPORTERS = {"importlib.import_module", "importlib.__import__", "builtins.__import__", "__import__"}


def dotted(node):
    """The dotted name that an expression is, or None."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        owner = dotted(node.value)
        return owner and f"{owner}.{node.attr}"
    return None


def aliases_in(tree):
    """What the names that imports bind stand for."""
    names = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                if alias.asname:
                    names[alias.asname] = alias.name
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            for alias in node.names:
                names[alias.asname or alias.name] = f"{node.module}.{alias.name}"
    return names


def called(call, names):
    name = dotted(call.func)
    if name is None:
        return None
    first, *rest = name.split(".")
    return ".".join([names.get(first, first), *rest])


def literal(node):
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def argument(call, position, keyword):
    for given in call.keywords:
        if given.arg == keyword:
            return given.value
    return call.args[position] if len(call.args) > position else None


def imports_in(tree):
    """Every import as (line, as written, level, module, name taken of it or None)."""
    names = aliases_in(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.lineno, alias.name, 0, alias.name, None
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            for alias in node.names:
                dot = "." if module else ""
                written = "." * node.level + module + dot + alias.name
                yield alias.lineno, written, node.level, module, alias.name
        elif isinstance(node, ast.Call) and called(node, names) in IMPORTERS:
            module = literal(argument(node, 0, "name"))
            package = literal(argument(node, 1, "package"))
            if module is None:
                yield node.lineno, "?", 0, None, None
            elif module.startswith(".") and package:
                level = len(module) - len(module.lstrip("."))
                around = package.split(".")[: len(package.split(".")) - level + 1]
                absolute = ".".join([*around, module[level:]])
                yield node.lineno, absolute, 0, absolute, None
            else:
                level = len(module) - len(module.lstrip("."))
                yield node.lineno, module, level, module[level:], None


def file_of(base):
    """The file that a module is, by its path without an ending: a package wins, as when Python looks for it."""
    for candidate in (base / "__init__.py", base.with_name(base.name + ".py")):
        if candidate.is_file():
            return candidate
    return None


def search_path(root, file):
    """The root, and the folder that holds the outermost package of the file: where it lies, if that is no package."""
    folder = file.parent
    while folder != root and (folder / "__init__.py").is_file():
        folder = folder.parent
    return [root, folder]


def resolve(root, file, level, module, name):
    if level == 0:
        folders = search_path(root, file)
    else:
        folder = file.parent
        for _ in range(level - 1):
            if folder == root:
                return None
            folder = folder.parent
        folders = [folder]
    parts = module.split(".") if module else []
    for folder in folders:
        base = folder.joinpath(*parts)
        found = None
        if name is not None and name != "*":
            found = file_of(base / name)
        found = found or file_of(base)
        if found is not None:
            return found.relative_to(root).as_posix()
    return None


def covers(paths, path):
    return any(path.startswith(one) if one.endswith("/") else path == one for one in paths)


def offences(root, laws):
    for file in sorted(root.rglob("*.py")):
        path = file.relative_to(root).as_posix()
        held = [law for law in laws if path.startswith(law["in"])]
        if not held:
            continue
        for line, written, level, module, name in imports_in(ast.parse(file.read_bytes(), path)):
            target = None if module is None else resolve(root, file, level, module, name)
            for law in held:
                broken = target is not None and covers(law["forbidden"], target) and not covers(law["allowed"], target)
                if module is None or broken:
                    yield path, line, written


if __name__ == "__main__":
    print(json.dumps(sorted(offences(Path(sys.argv[1]).resolve(), json.loads(sys.argv[2])))))
