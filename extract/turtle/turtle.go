// Package turtle reads Turtle, the text form of linked data (RDF 1.1 Turtle, W3C Recommendation of 2014).
//
// In goes a text; out come its statements in their order, each with the line it begins on. Blank nodes, lists,
// long strings and the forms of SPARQL for prefixes are read too. An IRI without a base stays as it is written.
// The package knows no vocabulary.
package turtle

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/fwci-open-data/fwci/extract/source"
)

// A Statement says something of a subject.
type Statement struct {
	Line               int    // counted from 1
	Subject, Predicate string // IRIs, or names of blank nodes, which begin with _:
	Object             Term
}

// A Term is the object of a statement.
type Term struct {
	Literal  bool
	Value    string // the text of a literal, an IRI, or the name of a blank node
	Language string // of a literal, in lower case; may be empty
}

// The vocabulary that Turtle itself writes in short.
const (
	rdf   = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
	first = rdf + "first"
	rest  = rdf + "rest"
	end   = rdf + "nil"

	// Type is the IRI of the predicate that is written as a.
	Type = rdf + "type"
)

// maxDepth bounds how deep blank nodes and lists are nested.
const maxDepth = 200

// Read reads a text and gives its statements to emit. It fails with a source.Problem that names the place of the
// first fault.
func Read(path string, data []byte, emit func(Statement)) (err error) {
	r := &reader{path: path, text: strings.TrimPrefix(string(data), "\ufeff"), line: 1, prefixes: map[string]string{}, emit: emit}
	defer func() {
		if p := recover(); p != nil {
			problem, ok := p.(source.Problem)
			if !ok {
				panic(p)
			}
			err = source.Problems{problem}
		}
	}()
	if !utf8.ValidString(r.text) {
		r.fail("the text is not UTF-8; expected UTF-8")
	}
	for r.space(); r.at < len(r.text); r.space() {
		r.statement()
	}
	return nil
}

// A reader reads one text from its beginning to its end; fail leaves it.
type reader struct {
	path     string
	text     string
	at       int // where the next character is
	line     int
	start    int // where the line begins
	base     *url.URL
	prefixes map[string]string
	blanks   int
	depth    int
	emit     func(Statement)
}

func (r *reader) fail(format string, args ...any) {
	panic(source.Problem{Path: r.path, Line: r.line, Column: utf8.RuneCountInString(r.text[min(r.start, r.at):r.at]) + 1, Rule: "turtle", Message: fmt.Sprintf(format, args...)})
}

// here shows what is at the place of a fault.
func (r *reader) here() string {
	if r.at >= len(r.text) {
		return "the end of the text"
	}
	line, _, _ := strings.Cut(r.text[r.at:], "\n")
	if runes := []rune(line); len(runes) > 30 {
		line = string(runes[:30]) + "…"
	}
	return strconv.Quote(strings.TrimRight(line, "\r"))
}

// space passes over white space and comments.
func (r *reader) space() {
	for r.at < len(r.text) {
		switch r.text[r.at] {
		case '\n':
			r.at++
			r.line, r.start = r.line+1, r.at
		case ' ', '\t', '\r':
			r.at++
		case '#':
			for r.at < len(r.text) && r.text[r.at] != '\n' {
				r.at++
			}
		default:
			return
		}
	}
}

// next passes over white space and returns the next byte, 0 at the end.
func (r *reader) next() byte {
	r.space()
	if r.at < len(r.text) {
		return r.text[r.at]
	}
	return 0
}

func (r *reader) expect(mark byte, after string) {
	if r.next() != mark {
		r.fail("found %s %s; expected %q", r.here(), after, string(mark))
	}
	r.at++
}

// keyword takes a word in any case, if it is next and white space follows.
func (r *reader) keyword(word string) bool {
	after := r.at + len(word)
	if after >= len(r.text) || !strings.EqualFold(r.text[r.at:after], word) || !strings.ContainsRune(" \t\r\n<", rune(r.text[after])) {
		return false
	}
	r.at = after
	return true
}

func (r *reader) statement() {
	switch at := r.text[r.at] == '@'; {
	case at && (r.keyword("@prefix") || r.keyword("@base")):
		if r.text[r.at-1] == 'e' {
			r.setBase()
		} else {
			r.setPrefix()
		}
		r.expect('.', "after the directive")
	case at:
		r.fail("found %s; expected @prefix, @base or a statement", r.here())
	case r.keyword("prefix"):
		r.setPrefix()
	case r.keyword("base"):
		r.setBase()
	default:
		r.triples()
		r.expect('.', "after the statement")
	}
}

func (r *reader) setPrefix() {
	r.space()
	name, ok := r.name()
	prefix, local, colon := strings.Cut(name, ":")
	if !ok || !colon || local != "" {
		r.fail("found %s; expected the name of a prefix, such as skos:", r.here())
	}
	r.space()
	r.prefixes[prefix] = r.iriref()
}

func (r *reader) setBase() {
	r.space()
	base, err := url.Parse(r.iriref())
	if err != nil {
		r.fail("the base is not an IRI: %v", err)
	}
	r.base = base
}

// triples reads a subject and what is said of it.
func (r *reader) triples() {
	line := r.line
	if r.next() == '[' {
		subject := r.blankNode()
		if r.next() != '.' {
			r.said(line, subject)
		}
		return
	}
	var subject string
	switch {
	case r.next() == '(':
		subject = r.list()
	case strings.HasPrefix(r.text[r.at:], "_:"):
		subject = r.label()
	default:
		subject = r.iri("a subject")
	}
	r.said(line, subject)
}

// said reads predicates and objects.
func (r *reader) said(line int, subject string) {
	for {
		r.space()
		predicate := Type
		if r.at+1 < len(r.text) && r.text[r.at] == 'a' && strings.ContainsRune(" \t\r\n<[(\"'_", rune(r.text[r.at+1])) {
			r.at++
		} else {
			predicate = r.iri("a predicate")
		}
		for {
			r.space()
			at := r.line
			object := r.object()
			r.emit(Statement{at, subject, predicate, object})
			if r.next() != ',' {
				break
			}
			r.at++
		}
		for semicolons := 0; ; semicolons++ {
			if r.next() != ';' {
				if semicolons == 0 || strings.IndexByte(".]", r.next()) >= 0 {
					return
				}
				break
			}
			r.at++
		}
	}
}

func (r *reader) object() Term {
	switch c := r.next(); {
	case c == '"' || c == '\'':
		return r.literal()
	case c == '[':
		return Term{Value: r.blankNode()}
	case c == '(':
		return Term{Value: r.list()}
	case strings.HasPrefix(r.text[r.at:], "_:"):
		return Term{Value: r.label()}
	case c == '+' || c == '-' || c == '.' || c >= '0' && c <= '9':
		return r.number()
	}
	for _, word := range []string{"true", "false"} {
		if rest, ok := strings.CutPrefix(r.text[r.at:], word); ok && (rest == "" || strings.ContainsRune(" \t\r\n.;,])#", rune(rest[0]))) {
			r.at += len(word)
			return Term{Literal: true, Value: word}
		}
	}
	return Term{Value: r.iri("an object")}
}

func (r *reader) number() Term {
	from := r.at
	for r.at < len(r.text) && strings.IndexByte("+-.0123456789eE", r.text[r.at]) >= 0 {
		r.at++
	}
	if r.text[r.at-1] == '.' { // the end of the statement
		r.at--
	}
	value := r.text[from:r.at]
	if _, err := strconv.ParseFloat(value, 64); err != nil {
		r.at = from
		r.fail("found %s; expected a number, or another object", r.here())
	}
	return Term{Literal: true, Value: value}
}

func (r *reader) enter() {
	if r.depth++; r.depth > maxDepth {
		r.fail("more than %d brackets are open", maxDepth)
	}
}

func (r *reader) newBlank() string {
	r.blanks++
	return fmt.Sprintf("_:%d", r.blanks) // labels that are written begin otherwise, see label
}

// blankNode reads a node in square brackets.
func (r *reader) blankNode() string {
	r.enter()
	line := r.line
	r.at++
	node := r.newBlank()
	if r.next() != ']' {
		r.said(line, node)
	}
	r.expect(']', "in a node in brackets")
	r.depth--
	return node
}

// list reads a list in parentheses and returns its first node.
func (r *reader) list() string {
	r.enter()
	r.at++
	head, last := end, ""
	for r.next() != ')' {
		if r.at >= len(r.text) {
			r.fail("the list does not end; expected )")
		}
		line, node := r.line, r.newBlank()
		if last == "" {
			head = node
		} else {
			r.emit(Statement{line, last, rest, Term{Value: node}})
		}
		r.emit(Statement{line, node, first, r.object()})
		last = node
	}
	r.at++
	if last != "" {
		r.emit(Statement{r.line, last, rest, Term{Value: end}})
	}
	r.depth--
	return head
}

// label reads the label of a blank node.
func (r *reader) label() string {
	r.at += len("_:")
	name, _ := r.name()
	if name == "" || strings.ContainsRune(name, ':') {
		r.fail("found %s; expected the label of a blank node", r.here())
	}
	return "_:label-" + name
}

// iri reads an IRI in angle brackets or a name with a prefix.
func (r *reader) iri(what string) string {
	if r.next() == '<' {
		return r.iriref()
	}
	at := r.at
	name, ok := r.name()
	prefix, local, colon := strings.Cut(name, ":")
	if !ok || !colon {
		r.at = at
		r.fail("found %s; expected %s", r.here(), what)
	}
	space, known := r.prefixes[prefix]
	if !known {
		r.at = at
		r.fail("the prefix %s: is not declared; expected @prefix %s: before it", prefix, prefix)
	}
	return space + local
}

// iriref reads an IRI in angle brackets and makes it absolute.
func (r *reader) iriref() string {
	if r.next() != '<' {
		r.fail("found %s; expected an IRI in < and >", r.here())
	}
	length := strings.IndexAny(r.text[r.at:], ">\n")
	if length < 0 || r.text[r.at+length] != '>' {
		r.fail("the IRI %s does not end on its line; expected >", r.here())
	}
	iri := r.text[r.at+1 : r.at+length]
	if strings.ContainsRune(iri, '\\') {
		iri = r.unescaped(iri, false)
	}
	if strings.ContainsAny(iri, " <\"{}|^`") {
		r.fail("%s is not an IRI: it has a character that an IRI cannot have", r.here())
	}
	r.at += length + 1
	if r.base != nil {
		if reference, err := url.Parse(iri); err == nil && !reference.IsAbs() {
			return r.base.ResolveReference(reference).String()
		}
	}
	return iri
}

// name reads a name with or without a prefix, its escapes undone.
func (r *reader) name() (string, bool) {
	var b strings.Builder
	from := r.at
	for r.at < len(r.text) {
		c := r.text[r.at]
		switch {
		case c == '\\' && r.at+1 < len(r.text) && strings.IndexByte("_~.-!$&'()*+,;=/?#@%", r.text[r.at+1]) >= 0:
			b.WriteByte(r.text[r.at+1])
			r.at += 2
			continue
		case c == '.':
			// A full stop is part of a name unless it ends the statement.
			if r.at+1 >= len(r.text) || !nameByte(r.text[r.at+1]) && r.text[r.at+1] != '.' && r.text[r.at+1] != '\\' {
				return b.String(), r.at > from
			}
		case !nameByte(c):
			return b.String(), r.at > from
		}
		b.WriteByte(c)
		r.at++
	}
	return b.String(), r.at > from
}

func nameByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-' || c == ':' || c == '%' || c >= 0x80
}

// literal reads a string with what follows it: a language, or a datatype, which is passed over.
func (r *reader) literal() Term {
	t := Term{Literal: true, Value: r.string()}
	switch rest := r.text[r.at:]; {
	case strings.HasPrefix(rest, "@"):
		length := 1
		for length < len(rest) && (nameByte(rest[length]) && rest[length] < 0x80 && rest[length] != ':' && rest[length] != '%' && rest[length] != '_') {
			length++
		}
		if length == 1 {
			r.fail("found %s; expected a language", r.here())
		}
		t.Language = strings.ToLower(rest[1:length])
		r.at += length
	case strings.HasPrefix(rest, "^^"):
		r.at += len("^^")
		r.iri("a datatype")
	}
	return t
}

// string reads a string in one or three quotes of either kind.
func (r *reader) string() string {
	quote := r.text[r.at : r.at+1]
	long := strings.HasPrefix(r.text[r.at:], strings.Repeat(quote, 3))
	if long {
		quote = strings.Repeat(quote, 3)
	}
	begin := r.at + len(quote)
	for i := begin; i < len(r.text); i++ {
		switch {
		case r.text[i] == '\\':
			i++
		case r.text[i] == '\n' && !long:
			r.fail("the string %s does not end on its line; expected %s", r.here(), quote)
		case strings.HasPrefix(r.text[i:], quote):
			if long && i+3 < len(r.text) && r.text[i+3] == quote[0] {
				continue // the last three quotes end it
			}
			value := r.text[begin:i]
			if strings.ContainsRune(value, '\\') {
				value = r.unescaped(value, true)
			}
			if n := strings.Count(r.text[r.at:i], "\n"); n > 0 {
				r.line += n
				r.start = r.at + strings.LastIndexByte(r.text[r.at:i], '\n') + 1
			}
			r.at = i + len(quote)
			return value
		}
	}
	r.fail("the string %s does not end; expected %s", r.here(), quote)
	return ""
}

// unescaped undoes the escapes of a string, or those of an IRI, which has only the ones for numbers.
func (r *reader) unescaped(text string, inString bool) string {
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		if text[i] != '\\' {
			b.WriteByte(text[i])
			continue
		}
		i++
		if i == len(text) {
			r.fail(`a \ is alone at the end of %s`, r.here())
		}
		digits := map[byte]int{'u': 4, 'U': 8}[text[i]]
		switch plain := strings.IndexByte(`tbnrf"'\`, text[i]); {
		case digits > 0:
			code, err := strconv.ParseUint(text[i+1:min(len(text), i+1+digits)], 16, 32)
			if err != nil || i+digits >= len(text) && i+1+digits > len(text) || !utf8.ValidRune(rune(code)) {
				r.fail(`\%c without the %d digits of a character in %s`, text[i], digits, r.here())
			}
			b.WriteRune(rune(code))
			i += digits
		case inString && plain >= 0:
			b.WriteByte("\t\b\n\r\f\"'\\"[plain])
		default:
			r.fail(`\%c is not an escape, in %s`, text[i], r.here())
		}
	}
	return b.String()
}
