package glossary_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/export/glossary"
)

// The table in the project's README is this list.
func TestReadmeHasTheList(t *testing.T) {
	data, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, found := strings.Cut(string(data), "\n## Words used here\n\n")
	if !found {
		t.Fatal(`README.md has no section "Words used here"`)
	}
	table, _, _ := strings.Cut(rest, "\n\n")
	if want := glossary.Markdown(); table+"\n" != want {
		t.Errorf("the table \"Words used here\" in README.md is\n%s\nexpected\n%s", table, want)
	}
}

// The words come by alphabet, each once, with a meaning that fits a cell of a table.
func TestTerms(t *testing.T) {
	terms := glossary.Terms()
	for i, term := range terms {
		if term.Word == "" || term.Meaning == "" || strings.ContainsAny(term.Word+term.Meaning, "|\n") || strings.HasSuffix(term.Meaning, ".") {
			t.Errorf("term %d is %+v", i, term)
		}
		if i > 0 && strings.ToLower(terms[i-1].Word) >= strings.ToLower(term.Word) {
			t.Errorf("%q comes after %q", term.Word, terms[i-1].Word)
		}
	}
	for _, word := range []string{"FWCI", "OPM", "ESCO", "NICE", "DCWF", "GS", "series 2210", "band", "cluster", "crosswalk", "finding"} {
		if !slices.ContainsFunc(terms, func(term glossary.Term) bool { return term.Word == word }) {
			t.Errorf("%s is not explained", word)
		}
	}
}
