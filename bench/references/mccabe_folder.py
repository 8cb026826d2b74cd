"""Prints what mccabe finds above 10 in the Python files of a folder, all in one process: mccabe itself takes one file."""

import ast
import os
import sys

from mccabe import PathGraphingAstVisitor

for folder, _, names in os.walk(sys.argv[1]):
    for name in sorted(names):
        if not name.endswith(".py"):
            continue
        path = os.path.join(folder, name)
        with open(path, "rb") as file:
            source = file.read()
        try:
            tree = compile(source, path, "exec", ast.PyCF_ONLY_AST)
        except (SyntaxError, ValueError):
            continue
        visitor = PathGraphingAstVisitor()
        visitor.preorder(tree, visitor)
        for graph in visitor.graphs.values():
            if graph.complexity() > 10:
                print(f"{path}:{graph.lineno} {graph.entity} {graph.complexity()}")
