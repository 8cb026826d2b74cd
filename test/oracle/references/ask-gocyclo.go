// What gocyclo reports of the Go files whose paths are the lines of the input: its rules, on the parser that it uses too,
// Go's own. gocyclo itself is not among Debian's packages. Two things are left out that comments do to it: a
// gocyclo:ignore, and a //line, which has it report another place.
//
// Prints a line of JSON for each file that parses: the path, and of each entity its name, line, column in UTF-16 units
// (gocyclo counts bytes) and complexity.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"log"
	"os"
	"unicode/utf16"
)

type file struct {
	set     *token.FileSet
	text    []byte
	entries [][]any
}

func main() {
	input := bufio.NewScanner(os.Stdin)
	output := bufio.NewWriter(os.Stdout)
	for input.Scan() {
		text, err := os.ReadFile(input.Text())
		if err != nil {
			log.Fatal(err)
		}
		asked := &file{set: token.NewFileSet(), text: text, entries: [][]any{}}
		tree, err := parser.ParseFile(asked.set, input.Text(), text, 0)
		if err != nil {
			continue
		}
		for _, declaration := range tree.Decls {
			asked.declaration(declaration)
		}
		line, err := json.Marshal([]any{input.Text(), asked.entries})
		if err != nil {
			log.Fatal(err)
		}
		output.Write(append(line, '\n'))
	}
	if err := output.Flush(); err != nil {
		log.Fatal(err)
	}
}

func (asked *file) declaration(declaration ast.Decl) {
	switch declaration := declaration.(type) {
	case *ast.FuncDecl:
		name := declaration.Name.Name
		if declaration.Recv.NumFields() > 0 {
			name = "(" + receiver(declaration.Recv.List[0].Type) + ")." + name
		}
		asked.entity(name, declaration)
	case *ast.GenDecl:
		for _, specification := range declaration.Specs {
			if values, ok := specification.(*ast.ValueSpec); ok {
				asked.values(values)
			}
		}
	}
}

func (asked *file) values(values *ast.ValueSpec) {
	for _, value := range values.Values {
		if literal, ok := value.(*ast.FuncLit); ok {
			asked.entity(values.Names[0].Name, literal)
		}
	}
}

func (asked *file) entity(name string, node ast.Node) {
	complexity := 1
	ast.Inspect(node, func(inner ast.Node) bool {
		if decides(inner) {
			complexity++
		}
		return true
	})
	at := asked.set.PositionFor(node.Pos(), false)
	before := asked.text[bytes.LastIndexByte(asked.text[:at.Offset], '\n')+1 : at.Offset]
	column := len(utf16.Encode([]rune(string(before)))) + 1
	asked.entries = append(asked.entries, []any{name, at.Line, column, complexity})
}

func decides(node ast.Node) bool {
	switch node := node.(type) {
	case *ast.IfStmt, *ast.ForStmt, *ast.RangeStmt:
		return true
	case *ast.CaseClause:
		return node.List != nil
	case *ast.CommClause:
		return node.Comm != nil
	case *ast.BinaryExpr:
		return node.Op == token.LAND || node.Op == token.LOR
	}
	return false
}

func receiver(node ast.Expr) string {
	switch node := node.(type) {
	case *ast.Ident:
		return node.Name
	case *ast.StarExpr:
		return "*" + receiver(node.X)
	case *ast.IndexExpr:
		return receiver(node.X)
	case *ast.IndexListExpr:
		return receiver(node.X)
	}
	return "BADRECV"
}
