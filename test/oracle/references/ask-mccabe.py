"""Prints what mccabe reports of Python texts: a JSON line [name, text, [[entity, line, column, last line, complexity]]] each.

Without an argument, the texts are the files of this interpreter's standard library. With `texts` they are a JSON list on
standard input, with `files` a JSON list of paths there, whose texts are not printed again. With `version` it prints only
the versions. A given text is compiled as the bytes of a file. What this Python refuses is left out.
"""

import ast
import json
import pathlib
import sys
import sysconfig
import tokenize
import warnings

import mccabe


def entities(source):
    tree = compile(source, "text", "exec", ast.PyCF_ONLY_AST)
    ends = {(node.lineno, node.col_offset): node.end_lineno for node in ast.walk(tree)
            if isinstance(node, ast.stmt) and not isinstance(node, ast.Expr)}
    visitor = mccabe.PathGraphingAstVisitor()
    visitor.preorder(tree, visitor)
    return [[graph.entity, graph.lineno, graph.column + 1, ends[graph.lineno, graph.column], graph.complexity()]
            for graph in visitor.graphs.values()]


def library():
    root = pathlib.Path(sysconfig.get_path("stdlib"))
    for path in sorted(root.rglob("*.py")):
        if "site-packages" in path.parts or "dist-packages" in path.parts:
            continue
        try:
            with tokenize.open(path) as file:
                yield path.relative_to(root).as_posix(), file.read(), None
        except (SyntaxError, UnicodeDecodeError):
            continue


def given(what):
    for name, item in enumerate(json.load(sys.stdin)):
        if what == "files":
            yield item, None, pathlib.Path(item).read_bytes()
        else:
            yield str(name), item, item.encode()


warnings.simplefilter("ignore")
if sys.argv[1:] == ["version"]:
    print(f"mccabe {mccabe.__version__} with Python {'.'.join(map(str, sys.version_info[:3]))}")
    sys.exit()
for name, text, source in given(sys.argv[1]) if sys.argv[1:] else library():
    try:
        print(json.dumps([name, text, entities(text if source is None else source)]))
    except (SyntaxError, ValueError, RecursionError):
        continue
