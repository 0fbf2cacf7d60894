package crosswalk

import (
	"slices"
	"testing"

	"github.com/fwci-open-data/fwci/extract/sssom"
)

func TestStatus(t *testing.T) {
	declared := &sssom.Set{Other: "source=x; model_reviewers=Reader B | GPT, two of them|; more=y"}
	for _, test := range []struct {
		name          string
		set           *sssom.Set
		justification string
		reviewers     []string
		want          string
	}{
		{"a person", declared, "MappingReview", []string{"Jane Doe"}, Person},
		{"a person in a set that declares nothing", &sssom.Set{}, "MappingReview", []string{"Jane Doe"}, Person},
		{"a declared model", declared, "MappingReview", []string{"Reader B"}, Model},
		{"a declared model with a comma", declared, "ManualMappingCuration", []string{"GPT, two of them"}, Model},
		{"part of a declared label", declared, "MappingReview", []string{"Reader"}, Person},
		{"models and a person", declared, "MappingReview", []string{"Reader B", "Jane Doe"}, Person},
		{"several models", declared, "MappingReview", []string{"Reader B", " GPT, two of them"}, Model},
		{"a label of release 1.0.0", &sssom.Set{}, "MappingReview", []string{"Language models E and F"}, Model},
		{"another label of release 1.0.0", &sssom.Set{}, "MappingReview", []string{"Reference judges, language model B"}, Model},
		{"no reviewer", declared, "MappingReview", nil, Suggested},
		{"a justification that is no judgment", declared, "UnspecifiedMatching", []string{"Jane Doe"}, Suggested},
		{"texts that a program compared and a model read", declared, "LexicalMatching", []string{"Reader B"}, Model},
		{"texts that a program compared and nobody read", declared, "LexicalMatching", nil, Suggested},
	} {
		if got := Status(test.set, sssom.Mapping{Justification: test.justification, Reviewers: test.reviewers}); got != test.want {
			t.Errorf("%s: %s; expected %s", test.name, got, test.want)
		}
	}
}

func TestDeclareModels(t *testing.T) {
	set := &sssom.Set{}
	if err := DeclareModels(set); err != nil || set.Other != "" {
		t.Errorf("nothing declared gives %q, %v", set.Other, err)
	}
	set.Other = "a=b;model_reviewers=Reader B;c=d"
	for range 2 {
		if err := DeclareModels(set, "Reader A"); err != nil || set.Other != "a=b; c=d; model_reviewers=Reader A|Reader B" {
			t.Errorf("other is %q, %v", set.Other, err)
		}
	}
	if got := ModelReviewers(set); !slices.Equal(got, []string{"Reader A", "Reader B"}) {
		t.Errorf("declared are %q", got)
	}
	for _, label := range []string{"a|b", "a; b"} {
		if err := DeclareModels(set, label); err == nil {
			t.Errorf("%q is declared", label)
		}
	}
}

func TestWhoJudged(t *testing.T) {
	rows := func(statuses ...string) (list []Row) {
		for _, s := range statuses {
			list = append(list, Row{Status: s})
		}
		return list
	}
	one, two := "Language model G", "Language models G and H"
	for want, list := range map[string][]Row{
		"": nil,
		"An AI language model judged the mappings; no person has checked them.":                                                       {{Status: Model, Reviewer: &one}, {Status: Model, Reviewer: &one}},
		"AI language models judged the mappings; no person has checked them.":                                                         rows(Model, Model),
		"People judged the mappings.":                                                                                                 rows(Person),
		"People judged 1 mapping; AI language models judged 2, and no person has checked those.":                                      rows(Model, Person, Model),
		"AI language models judged the mappings; no person has checked them. A program suggested 2 mappings; nobody has judged them.": rows(Suggested, Model, Suggested),
		"A program suggested 1 mapping; nobody has judged it.":                                                                        rows(Suggested),
	} {
		if got := WhoJudged(list); got != want {
			t.Errorf("%v gives %q; expected %q", list, got, want)
		}
	}
	if got := WhoJudged([]Row{{Status: Model, Reviewer: &one}}, []Row{{Status: Model, Reviewer: &two}}); got != ByModels {
		t.Errorf("two models are %q", got)
	}
}

func TestReviewerWords(t *testing.T) {
	for want, of := range map[string][2]string{
		"by two AI readers (called K and L)":      {Model, "Language models K and L"},
		"by three AI readers (called K, L and M)": {Model, "Language models K, L and M"},
		"by one AI reader (called N)":             {Model, "Language model N"},
		"by the reference judges (AI readers that judged earlier; reader B looked for what they had missed)": {Model, "Reference judges, language model B"},
		"by AI readers (called “Other readers”)":                                                             {Model, "Other readers"},
		"by AI readers":          {Model, ""},
		"by a person (Ann Lee)":  {Person, "Ann Lee"},
		"by a person":            {Person, ""},
		"suggested by a program": {Suggested, ""},
		"by 7 AI readers (called A, B, C, D, E, F and G)": {Model, "Language models A, B, C, D, E, F and G"},
	} {
		if got := ReviewerWords(of[0], of[1]); got != want {
			t.Errorf("%v is %q; expected %q", of, got, want)
		}
	}
}
