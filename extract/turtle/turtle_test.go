package turtle

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func read(t *testing.T, text string) []string {
	t.Helper()
	var list []string
	if err := Read("a.ttl", []byte(text), func(s Statement) {
		object := s.Object.Value
		if s.Object.Literal {
			object = fmt.Sprintf("%q", object)
			if s.Object.Language != "" {
				object += "@" + s.Object.Language
			}
		}
		list = append(list, fmt.Sprintf("%d %s %s %s", s.Line, s.Subject, s.Predicate, object))
	}); err != nil {
		t.Fatal(err)
	}
	return list
}

func TestRead(t *testing.T) {
	for text, want := range map[string][]string{
		"@prefix e: <http://e/> . e:a e:b e:c , e:d ; e:f 'x'@EN-us ;; .": {"1 http://e/a http://e/b http://e/c", "1 http://e/a http://e/b http://e/d", `1 http://e/a http://e/f "x"@en-us`},
		"PREFIX : <http://e/>\nBASE <http://b/c/>\n:T:0001 a :K-1.2.3.\n<d> <../e> <#f>.": {
			"3 http://e/T:0001 " + Type + " http://e/K-1.2.3", "4 http://b/c/d http://b/e http://b/c/#f"},
		"<s> <p> \"\"\"two \"quotes\"\nand a line\"\"\" , 'it\\'s \\u00e9 \\U0001F600'^^<t> # a comment\n , 1, -2.5, 1e3, true .": {
			`1 s p "two \"quotes\"\nand a line"`, `2 s p "it's é 😀"`, `3 s p "1"`, `3 s p "-2.5"`, `3 s p "1e3"`, `3 s p "true"`},
		"_:x <p> [ <q> 'y' ] . [] <p> () . [ <q> 1 ] . <s> <p> (1 <o>) .": {
			`1 _:1 q "y"`, "1 _:label-x p _:1", "1 _:2 p " + end, `1 _:3 q "1"`, `1 _:4 ` + first + ` "1"`, "1 _:4 " + rest + " _:5", "1 _:5 " + first + " o", "1 _:5 " + rest + " " + end, "1 s p _:4"},
		"@prefix p: <http://p/> .\np:a\\,b p:%41 p:é.": {"2 http://p/a,b http://p/%41 http://p/é"},
		"\ufeff# nothing": nil,
	} {
		if got := read(t, text); !slices.Equal(got, want) {
			t.Errorf("%s gives\n%s\nexpected\n%s", text, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
}

func TestFaults(t *testing.T) {
	for text, want := range map[string]string{
		"<s> <p> <o>":       "a.ttl:1:12: found the end of the text after the statement; expected \".\" [turtle]",
		"\n<s> e:p <o> .":   "a.ttl:2:5: the prefix e: is not declared; expected @prefix e: before it [turtle]",
		"<s> <p> \"x\n\" .": `a.ttl:1:9: the string "\"x" does not end on its line; expected " [turtle]`,
		"<s> <p> 'x\\q' .":  `a.ttl:1:9: \q is not an escape, in "'x\\q' ." [turtle]`,
		"<s> <p> [ <q> 1 .": `a.ttl:1:17: found "." in a node in brackets; expected "]" [turtle]`,
		"<s> <p o> .":       `a.ttl:1:5: "<p o> ." is not an IRI: it has a character that an IRI cannot have [turtle]`,
		"@foo <x> .":        `a.ttl:1:1: found "@foo <x> ."; expected @prefix, @base or a statement [turtle]`,
		"<s> <p> (1 2":      "a.ttl:1:13: the list does not end; expected ) [turtle]",
		"<s> <p> '\\u12' .": `a.ttl:1:9: \u without the 4 digits of a character in "'\\u12' ." [turtle]`,
		"<s> <p> " + strings.Repeat("[ <q> ", 300): "a.ttl:1:1209: more than 200 brackets are open [turtle]",
		"<s> <p> \xff .": "a.ttl:1:1: the text is not UTF-8; expected UTF-8 [turtle]",
	} {
		err := Read("a.ttl", []byte(text), func(Statement) {})
		if err == nil || err.Error() != want {
			t.Errorf("%.40q: error %v; expected %s", text, err, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add("@prefix e: <http://e/> . e:a e:b [ e:c ( 1 'x'@en ) ] .")
	f.Add("<s> <p> \"\"\"a\\u0041\"\"\" ; a <t> .")
	f.Fuzz(func(t *testing.T, text string) {
		lines := strings.Count(text, "\n") + 1
		err := Read("a.ttl", []byte(text), func(s Statement) {
			if s.Line < 1 || s.Line > lines {
				t.Errorf("%+v is on line %d of %d", s, s.Line, lines)
			}
		})
		if err != nil && !strings.HasPrefix(err.Error(), "a.ttl:") {
			t.Errorf("error %v; expected one that names the place", err)
		}
	})
}
