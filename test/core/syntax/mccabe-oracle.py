"""Prints what mccabe reports of Python texts: a JSON line [name, text, [[entity, line, column, last line, complexity]]] each.

The texts are the files of this interpreter's standard library, or with `-` a JSON list of texts on standard input.
A given text is compiled as the bytes of a file. What this Python refuses is left out.
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
                yield path.relative_to(root).as_posix(), file.read()
        except (SyntaxError, UnicodeDecodeError):
            continue


warnings.simplefilter("ignore")
given = sys.argv[1:] == ["-"]
for name, text in enumerate(json.load(sys.stdin)) if given else library():
    try:
        print(json.dumps([str(name), text, entities(text.encode() if given else text)]))
    except (SyntaxError, ValueError, RecursionError):
        continue
