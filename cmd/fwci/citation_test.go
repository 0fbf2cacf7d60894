package main

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"
)

// CITATION.cff and .zenodo.json describe the same dataset.
func TestCitationAndDepositAgree(t *testing.T) {
	t.Parallel()
	var citation struct {
		Title, Abstract, License, URL string
		Repository                    string `yaml:"repository-code"`
		Keywords                      []string
	}
	var deposit struct {
		Title       string   `json:"title"`
		UploadType  string   `json:"upload_type"`
		Description string   `json:"description"`
		License     string   `json:"license"`
		Keywords    []string `json:"keywords"`
		Related     []struct {
			Identifier string `json:"identifier"`
			Relation   string `json:"relation"`
		} `json:"related_identifiers"`
	}
	text, err := os.ReadFile("../../CITATION.cff")
	if err == nil {
		err = yaml.Unmarshal(text, &citation)
	}
	if err != nil {
		t.Fatal(err)
	}
	text, err = os.ReadFile("../../.zenodo.json")
	if err == nil {
		err = json.Unmarshal(text, &deposit)
	}
	if err != nil {
		t.Fatal(err)
	}
	if deposit.Title != citation.Title || deposit.UploadType != "dataset" || !strings.EqualFold(deposit.License, citation.License) || !slices.Equal(deposit.Keywords, citation.Keywords) {
		t.Errorf("the deposit is %+v; the citation is %+v", deposit, citation)
	}
	if plain := strings.TrimSuffix(strings.TrimPrefix(deposit.Description, "<p>"), "</p>"); plain != strings.Join(strings.Fields(citation.Abstract), " ") {
		t.Errorf("the description of the deposit is %q; expected the abstract %q", plain, citation.Abstract)
	}
	for address, relation := range map[string]string{citation.URL: "isIdenticalTo", citation.Repository: "isSupplementTo"} {
		if !slices.ContainsFunc(deposit.Related, func(r struct {
			Identifier string `json:"identifier"`
			Relation   string `json:"relation"`
		}) bool {
			return r.Identifier == address && r.Relation == relation
		}) {
			t.Errorf("the deposit does not name %s as %s", address, relation)
		}
	}
}

// The README asks users to keep the credits that a release has: those of raw/sources.json, word for word.
func TestReadmeHasTheCredits(t *testing.T) {
	t.Parallel()
	var catalog struct {
		Dataset struct{ Credits []string }
	}
	text, err := os.ReadFile("../../raw/sources.json")
	if err == nil {
		err = json.Unmarshal(text, &catalog)
	}
	if err != nil {
		t.Fatal(err)
	}
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(readme), "keep these credits:\n\n")
	list, _, _ := strings.Cut(rest, "\n\n")
	if want := "- " + strings.Join(catalog.Dataset.Credits, "\n- "); list != want || len(catalog.Dataset.Credits) == 0 {
		t.Errorf("the credits in README.md are\n%s\nexpected those of raw/sources.json:\n%s", list, want)
	}
}
