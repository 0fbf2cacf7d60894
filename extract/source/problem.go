package source

import (
	"fmt"
	"sort"
	"strings"
)

// A Problem is something in an input that stops a build, for the person who must fix it: the file,
// the line and column where known (counted from 1, 0 when the whole file is meant), what was found and
// what was expected, and the rule that found it.
type Problem struct {
	Path         string
	Line, Column int
	Message      string
	Rule         string
}

// Error prints the problem as path:line:column: message [rule].
func (p Problem) Error() string {
	var b strings.Builder
	b.WriteString(p.Path)
	if p.Line > 0 {
		fmt.Fprintf(&b, ":%d:%d", p.Line, max(p.Column, 1))
	}
	fmt.Fprintf(&b, ": %s", p.Message)
	if p.Rule != "" {
		fmt.Fprintf(&b, " [%s]", p.Rule)
	}
	return b.String()
}

// Problems is every problem of one or more inputs; as an error it prints one to a line.
type Problems []Problem

// Add appends a problem of one line of a file.
func (ps *Problems) Add(f *File, line int, rule, format string, args ...any) {
	*ps = append(*ps, Problem{Path: f.Path, Line: line, Column: 1, Message: fmt.Sprintf(format, args...), Rule: rule})
}

// Error prints the problems sorted by path, line and column.
func (ps Problems) Error() string {
	lines := make([]string, 0, len(ps))
	for _, p := range ps.Sorted() {
		lines = append(lines, p.Error())
	}
	return strings.Join(lines, "\n")
}

// shownProblems is how many problems of one rule and file Brief prints. A file that is wrong as a whole, such
// as a list with another separator, has one on each line; two hundred show what is wrong.
const shownProblems = 200

// Brief prints the problems as Error does; of those of one rule in one file it prints the first two hundred
// and the number of the others.
func (ps Problems) Brief() string {
	type kind struct{ path, rule string }
	var lines []string
	var order []kind
	count := map[kind]int{}
	for _, p := range ps.Sorted() {
		k := kind{p.Path, p.Rule}
		if count[k]++; count[k] == 1 {
			order = append(order, k)
		}
		if count[k] <= shownProblems {
			lines = append(lines, p.Error())
		}
	}
	for _, k := range order {
		if more := count[k] - shownProblems; more > 0 {
			lines = append(lines, Problem{Path: k.path, Rule: k.rule, Message: fmt.Sprintf("%d more problems of this kind are not shown", more)}.Error())
		}
	}
	return strings.Join(lines, "\n")
}

// Sorted returns the problems by path, line, column and message, without doubles.
func (ps Problems) Sorted() Problems {
	sorted := append(Problems(nil), ps...)
	sort.SliceStable(sorted, func(i, j int) bool {
		a, b := sorted[i], sorted[j]
		switch {
		case a.Path != b.Path:
			return a.Path < b.Path
		case a.Line != b.Line:
			return a.Line < b.Line
		case a.Column != b.Column:
			return a.Column < b.Column
		}
		return a.Message < b.Message
	})
	var unique Problems
	for i, p := range sorted {
		if i == 0 || p != sorted[i-1] {
			unique = append(unique, p)
		}
	}
	return unique
}

// Err returns the problems as an error, or nil when there are none.
func (ps Problems) Err() error {
	if len(ps) == 0 {
		return nil
	}
	return ps
}
