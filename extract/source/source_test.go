package source_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/extract/source"
)

func TestSplit(t *testing.T) {
	for _, test := range []struct {
		name, data string
		texts      []string
	}{
		{"LF", "a\nb\n", []string{"a", "b"}},
		{"no final line end", "a\nb", []string{"a", "b"}},
		{"CRLF and LF", "a\r\nb\n\r\nc", []string{"a", "b", "", "c"}},
		{"byte-order mark", "\ufeffa\n", []string{"a"}},
		{"NBSP and its kin", "a\u00a0b\u202fc\u2007d\u2009e\u3000f", []string{"a b c d e f"}},
		{"trimmed, tabs kept", "  a \t b\t \n\t\n", []string{"a \t b\t", "\t"}},
		{"form feed and vertical tab", "\fa\vb", []string{"a b"}},
		{"a carriage return inside", "a\rb", []string{"a b"}},
		{"a carriage return at the end ends no line", "a\n\r", []string{"a", ""}},
		{"a line of one carriage return", "a\r", []string{"a"}},
		{"two carriage returns before a line feed", "a\r\r\nb", []string{"a", "b"}},
		{"blank lines count", "\n\na\n\n", []string{"", "", "a", ""}},
		{"soft characters stay", "a\u200bb\u00adc", []string{"a\u200bb\u00adc"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			f, err := source.Split("x", []byte(test.data))
			if err != nil {
				t.Fatal(err)
			}
			var texts []string
			for i, l := range f.Lines {
				texts = append(texts, l.Text)
				if l.Number != i+1 {
					t.Errorf("line %d has the number %d", i+1, l.Number)
				}
			}
			if strings.Join(texts, "¶") != strings.Join(test.texts, "¶") || len(texts) != len(test.texts) {
				t.Errorf("the lines are %q; expected %q", texts, test.texts)
			}
		})
	}
}

func TestSplitKeepsTheLineAsPrinted(t *testing.T) {
	f, err := source.Split("x", []byte("\ufeff a\u00a0b \r\n"))
	if err != nil || len(f.Lines) != 1 || f.Lines[0].Raw != " a\u00a0b " {
		t.Errorf("the lines are %+v, %v; expected the raw line as printed", f, err)
	}
}

func TestSplitRefuses(t *testing.T) {
	for _, test := range []struct{ name, data, want string }{
		{"empty", "", "x:1:1: the document is empty; expected the text of the source [source-empty]"},
		{"white space", "\ufeff \r\n\t", "x:1:1: the document is empty; expected the text of the source [source-empty]"},
		{"zero byte", "a\nb\x00c", "x:2:2: a zero byte: expected text [source-binary]"},
		{"each bad line", "\xff\nok\nä\xc3", "x:1:1: byte 0xff is not UTF-8; expected a document in UTF-8 [source-encoding]\nx:3:3: byte 0xc3 is not UTF-8; expected a document in UTF-8 [source-encoding]"},
		{"UTF-16 with a mark", "\xff\xfea\x00\n\x00", "x:1:1: the text is in UTF-16, little-endian; expected UTF-8: convert it, for example with iconv -f UTF-16LE -t UTF-8 [source-encoding]"},
		{"UTF-16 with the other mark", "\xfe\xff\x00a\x00\n", "x:1:1: the text is in UTF-16, big-endian; expected UTF-8: convert it, for example with iconv -f UTF-16BE -t UTF-8 [source-encoding]"},
		{"UTF-16 without a mark", "a\x00b\x00\n\x00", "x:1:1: the text is in UTF-16, little-endian; expected UTF-8: convert it, for example with iconv -f UTF-16LE -t UTF-8 [source-encoding]"},
		{"UTF-16, big-endian, without a mark", "\x00a\x00b\x00\n", "x:1:1: the text is in UTF-16, big-endian; expected UTF-8: convert it, for example with iconv -f UTF-16BE -t UTF-8 [source-encoding]"},
		{"UTF-32", "\xff\xfe\x00\x00a\x00\x00\x00", "x:1:1: the text is in UTF-32, little-endian; expected UTF-8: convert it, for example with iconv -f UTF-32LE -t UTF-8 [source-encoding]"},
		{"Latin-1", "a\ncaf\xe9\n", "x:2:4: byte 0xe9 is not UTF-8; expected a document in UTF-8. The text looks like Windows-1252 or ISO 8859-1 (Latin-1), where this byte is 'é': convert it, for example with iconv -f WINDOWS-1252 -t UTF-8 [source-encoding]"},
		{"Windows-1252", "don\x92t", "x:1:4: byte 0x92 is not UTF-8; expected a document in UTF-8. The text looks like Windows-1252 or ISO 8859-1 (Latin-1), where this byte is '’': convert it, for example with iconv -f WINDOWS-1252 -t UTF-8 [source-encoding]"},
		{"lines that end in CR alone", "a\rb\rc", "x:1:2: the text has 2 carriage returns (CR) and no line feed (LF); expected lines that end in LF or CRLF: save it with one of these line ends [source-line-ends]"},
		{"a replacement character is text, a bad byte after it is not", "\ufffd\xa0", "x:1:4: byte 0xa0 is not UTF-8; expected a document in UTF-8 [source-encoding]"},
	} {
		t.Run(test.name, func(t *testing.T) {
			f, err := source.Split("x", []byte(test.data))
			var problems source.Problems
			if f != nil || !errors.As(err, &problems) || err.Error() != test.want {
				t.Errorf("the error is\n%v\nexpected\n%s", err, test.want)
			}
		})
	}
	if _, err := source.Split("x", []byte("\ufffd is text")); err != nil {
		t.Errorf("a replacement character in the source is refused: %v", err)
	}
	if _, err := source.Split("x", make([]byte, source.MaxBytes+1)); err == nil || !strings.HasSuffix(err.Error(), "at most 268435456 are read [source-size]") {
		t.Errorf("a document of more than MaxBytes gives %v", err)
	}
}

func TestClasses(t *testing.T) {
	f, err := source.Split("x", []byte("a\n\nb\n \t\nc\n"))
	if err != nil {
		t.Fatal(err)
	}
	c := source.NewClasses(f)
	c.Claim(source.Span{Start: 1, End: 3}, source.Data)
	if got, want := c.Unclaimed().Error(), `x:5:1: no rule knows this line: "c" [unclaimed-line]`; got != want || c.Claimed(5) || !c.Claimed(4) {
		t.Errorf("unclaimed: %s; expected %s", got, want)
	}
	c.Claim(source.At(5), source.Heading)
	c.Claim(source.At(5), source.Note)
	want := []source.Class{source.Data, source.Blank, source.Data, source.Blank, source.Note}
	for i, class := range c.All() {
		if class != want[i] {
			t.Errorf("line %d is of class %s; expected %s", i+1, class, want[i])
		}
	}
	if c.Unclaimed() != nil {
		t.Errorf("every line is claimed; still there is %v", c.Unclaimed())
	}
}

func TestProblemsAreSortedAndSingle(t *testing.T) {
	ps := source.Problems{
		{Path: "b", Line: 1, Message: "m"},
		{Path: "a", Line: 10, Column: 2, Message: "later"},
		{Path: "a", Line: 2, Column: 7, Message: "seventh", Rule: "r"},
		{Path: "a", Line: 2, Column: 3, Message: "z"},
		{Path: "a", Line: 2, Column: 3, Message: "y"},
		{Path: "a", Message: "whole file", Rule: "w"},
		{Path: "a", Line: 2, Column: 3, Message: "z"},
	}
	const want = "a: whole file [w]\na:2:3: y\na:2:3: z\na:2:7: seventh [r]\na:10:2: later\nb:1:1: m"
	if got := ps.Error(); got != want {
		t.Errorf("the problems print as\n%s\nexpected\n%s", got, want)
	}
	if (source.Problems{}).Err() != nil || ps.Err() == nil {
		t.Error("Err: no problems are no error, and problems are one")
	}
}

func TestBriefCapsTheProblemsOfOneKind(t *testing.T) {
	ps := source.Problems{{Path: "b", Message: "alone", Rule: "r"}}
	for i := range 250 {
		ps = append(ps, source.Problem{Path: "a", Line: i + 1, Message: "m", Rule: "r"})
	}
	lines := strings.Split(ps.Brief(), "\n")
	if len(lines) != 202 || lines[199] != "a:200:1: m [r]" || lines[200] != "b: alone [r]" || lines[201] != "a: 50 more problems of this kind are not shown [r]" {
		t.Errorf("%d lines, the last three %q", len(lines), lines[len(lines)-3:])
	}
}

func TestSpanJoin(t *testing.T) {
	for _, test := range []struct{ a, b, want source.Span }{
		{source.At(3), source.At(5), source.Span{Start: 3, End: 5}},
		{source.At(5), source.At(3), source.Span{Start: 3, End: 5}},
		{source.Span{}, source.At(3), source.At(3)},
		{source.At(3), source.Span{}, source.At(3)},
		{source.Span{Start: 1, End: 9}, source.At(3), source.Span{Start: 1, End: 9}},
	} {
		if got := test.a.Join(test.b); got != test.want {
			t.Errorf("%v and %v join as %v; expected %v", test.a, test.b, got, test.want)
		}
	}
}

func TestQuote(t *testing.T) {
	for text, want := range map[string]string{
		"a\t\"b\"":              `"a\t\"b\""`,
		strings.Repeat("ä", 80): `"` + strings.Repeat("ä", 80) + `"`,
		strings.Repeat("ä", 81): `"` + strings.Repeat("ä", 79) + `…"`,
	} {
		if got := source.Quote(text); got != want {
			t.Errorf("Quote gives %s; expected %s", got, want)
		}
	}
}

// FuzzSplit: what is accepted is cut into lines that hold every byte but line ends and the mark.
func FuzzSplit(f *testing.F) {
	for _, seed := range []string{"a\r\nb\n", "\ufeffa", "\x00", "\xff", "a\rb\u00a0\f", "a\n\r", "a\r", "a\r\r\n", "\xff\xfea\x00"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		file, err := source.Split("x", data)
		if err != nil {
			return
		}
		var raw []string
		for i, l := range file.Lines {
			raw = append(raw, l.Raw)
			if l.Number != i+1 || strings.ContainsAny(l.Text, "\u00a0\r\n\f") {
				t.Errorf("line %d is %+v", i+1, l)
			}
		}
		// A CR before an LF belongs to the line end; every other byte is in a line.
		want := strings.TrimSuffix(strings.ReplaceAll(strings.TrimPrefix(string(data), "\ufeff"), "\r\n", "\n"), "\n")
		if got := strings.Join(raw, "\n"); got != want {
			t.Errorf("the lines hold %q; the document %q", got, want)
		}
	})
}
