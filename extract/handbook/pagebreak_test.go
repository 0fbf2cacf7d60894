package handbook_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode"

	"github.com/fwci-open-data/fwci/extract/handbook"
)

// A cut is a page break inside a line, between two words.
type cut struct {
	line        int // from 1
	left, right string
}

// cutAt breaks each line that admits at its nth space.
func cutAt(text string, n int, admit func(cut) bool) (broken string, cuts []cut) {
	lines := strings.Split(text, "\n")
	for i, l := range lines {
		words := strings.Split(l, " ")
		if len(words) <= n || strings.Contains(l, "\t") || strings.Contains(l, "<ul") {
			continue
		}
		c := cut{i + 1, strings.Join(words[:n], " "), strings.Join(words[n:], " ")}
		if admit(c) {
			lines[i] = c.left + "\n\n" + c.right
			cuts = append(cuts, c)
		}
	}
	return strings.Join(lines, "\n"), cuts
}

// explain finds the cuts that, made alone, change the facts or are refused.
func explain(t *testing.T, text string, want []string, cuts []cut) {
	t.Helper()
	lines := strings.Split(text, "\n")
	for _, c := range cuts {
		one := append([]string{}, lines...)
		one[c.line-1] = c.left + "\n\n" + c.right
		doc, err := handbook.Parse(path, []byte(strings.Join(one, "\n")))
		switch {
		case err != nil:
			t.Errorf("line %d cut between %q and %q is refused: %v", c.line, tail(c.left), head(c.right), clip(err.Error()))
		default:
			if d := difference(joined(factLines(doc)), want); d != "" {
				t.Errorf("line %d cut between %q and %q: %s", c.line, tail(c.left), head(c.right), d)
			}
		}
	}
}

func head(text string) string { return text[:min(len(text), 30)] }
func tail(text string) string { return text[max(len(text)-30, 0):] }

// sweepCuts cuts every admitted line of a span of lines at each of its spaces.
func sweepCuts(t *testing.T, first, last int, admit func(cut) bool) {
	t.Helper()
	text := raw(t)
	want := joined(factLines(parse(t, text)))
	total := 0
	for n := 1; ; n++ {
		more := false
		broken, cuts := cutAt(text, n, func(c cut) bool {
			if c.line < first || c.line > last {
				return false
			}
			more = true
			return admit(c)
		})
		if !more {
			break
		}
		if total += len(cuts); len(cuts) == 0 || (testing.Short() && n%5 > 0) {
			continue
		}
		doc, err := handbook.Parse(path, []byte(broken))
		if err != nil || difference(joined(factLines(doc)), want) != "" {
			explain(t, text, want, cuts)
			if !t.Failed() {
				t.Errorf("the cuts at word %d change the facts together, and none alone: %v", n, err)
			}
		}
	}
	t.Logf("%d page breaks tried", total)
	if testing.Short() {
		t.Run("other words", func(t *testing.T) { t.Skip("left to make whole: page breaks at four of five words") })
	}
	if total < 1000 {
		t.Errorf("only %d page breaks were tried", total)
	}
}

func firstRune(text string) rune {
	for _, r := range text {
		return r
	}
	return 0
}

// TestPageBreakInDefinitions cuts every definition and note at each space after the name: before lower
// case, before upper case, at a comma, at the end of a sentence.
func TestPageBreakInDefinitions(t *testing.T) {
	text := raw(t)
	first := lineOf(t, text, "Federal Workforce Competency Initiative (FWCI) General Competencies") + 1
	last := lineOf(t, text, "U.S. Office of Personnel Management") - 1
	sweepCuts(t, first, last, func(c cut) bool {
		return c.line != lineOf(t, text, "Federal Workforce Competency Initiative (FWCI) Technical Competencies") &&
			(strings.Contains(c.left, " - ") || strings.Contains(c.left, ": ") || strings.HasSuffix(c.left, ":") || strings.HasSuffix(c.left, " -") || unicode.IsLower(firstRune(c.left)))
	})
}

// TestPageBreakInNarrative cuts every paragraph, bullet and footnote of the chapters at each space. A cut
// before an upper-case word in the first words of a paragraph is left out: what is above it cannot
// be distinguished from a heading, and is refused (TestShortStartIsRefused). So is one between two sentences of a
// bullet: the second might be a paragraph below the list.
func TestPageBreakInNarrative(t *testing.T) {
	text := raw(t)
	first := lineOf(t, text, "Introduction") + 1
	last := lineOf(t, text, "Occupational Profile for all Information Technology Management") - 1
	sweepCuts(t, first, last, func(c cut) bool {
		words := len(strings.Fields(c.left))
		parted := strings.HasPrefix(c.left, "- ") && strings.HasSuffix(c.left, ".")
		sentence := strings.ContainsAny(c.left[len(c.left)-1:], ".:;?!")
		word := unicode.IsLetter(firstRune(c.right)) || unicode.IsDigit(firstRune(c.right))
		name := strings.HasPrefix(c.left, "IT ") && !strings.Contains(c.left, ":") // of a cluster
		return word && !name && !parted && c.left != "-" && !strings.HasPrefix(c.left, "Information Technology Management") && len(c.left)+len(c.right) > 100 &&
			(words >= 9 || unicode.IsLower(firstRune(c.right)) || sentence)
	})
}

// TestShortStartIsRefused: a page break after the first words of a paragraph, before an upper-case word.
func TestShortStartIsRefused(t *testing.T) {
	text := raw(t)
	broken := swap(t, text, "The FWCI IT 2210 occupational study had 4 steps", "The FWCI\n\nIT 2210 occupational study had 4 steps")
	line := lineOf(t, broken, "The FWCI")
	want := fmt.Sprintf(`handbook.txt:%d:1: "The FWCI" is neither a heading that the table of contents names nor a sentence that ends [unfinished-sentence]`, line)
	if got := refuse(t, broken).Error(); got != want {
		t.Errorf("got\n  %s\nexpected\n  %s", got, want)
	}
}

// TestPageBreakInTasks cuts every task at each space before a lower-case word or after one that asks for
// another, with the table's header printed again between the halves.
func TestPageBreakInTasks(t *testing.T) {
	text := raw(t)
	want := factLines(parse(t, text))
	blocks := strings.Split(text, "\n\n")
	for n := 1; n < 30; n++ {
		cuts := 0
		edited := append([]string{}, blocks...)
		for i, block := range blocks {
			lines := strings.Split(block, "\n")
			header := tableHeader(lines)
			if header == 0 || !strings.HasSuffix(strings.TrimRight(lines[header-1], "\t"), " Tasks") {
				continue
			}
			for at := header; at < len(lines); at++ {
				words := strings.Split(lines[at], " ")
				if len(words) <= n || !(unicode.IsLower(firstRune(words[n])) || words[n-1] == "the" || strings.HasSuffix(words[n-1], ",")) {
					continue
				}
				lines[at] = strings.Join(words[:n], " ") + "\n\n" + strings.Join(lines[:header], "\n") + "\n" + strings.Join(words[n:], " ")
				cuts++
			}
			edited[i] = strings.Join(lines, "\n")
		}
		if n == 1 && cuts < 100 {
			t.Errorf("only %d tasks were cut at their first space", cuts)
		}
		if d := difference(factLines(parse(t, strings.Join(edited, "\n\n"))), want); d != "" {
			t.Errorf("tasks cut after %d words: %s", n, d)
		}
	}
}
