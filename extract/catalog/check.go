package catalog

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/fwci-open-data/fwci/extract/json"
	"github.com/fwci-open-data/fwci/extract/source"
	"github.com/fwci-open-data/fwci/extract/version"
	"golang.org/x/text/language"
)

// field is a member of the catalog with the form that its value has, where it is given.
type field struct {
	name, value string
	wrong       func(value string) string // what was expected, "" for a good value
}

// check adds the problems of a catalog whose members have the right names and types.
func (c *Catalog) check(text *json.Text) {
	if len(c.Sources) == 0 {
		text.Fail("/sources", "no sources; expected a list under \"sources\"")
	}
	d := c.Dataset
	checkFields(text, "/dataset", "dataset ", []field{
		{"id", d.ID, matches(slug.MatchString, "a slug such as fwci-2210")},
		{"base", d.Base, base},
		{"title", d.Title, oneLine},
		{"publisher", d.Publisher, oneLine},
		{"version", d.Version, matches(version.Valid, version.Form)},
		{"issued", d.Issued, date},
		{"language", d.Language, languageTag},
		{"homepage", d.Homepage, address},
		{"release_url", d.ReleaseURL, address},
		{"contact", d.Contact, contact},
	})
	checkFields(text, "/dataset/license", "license ", []field{
		{"id", d.License.ID, matches(spdx.MatchString, "an SPDX identifier such as CC-BY-4.0")},
		{"url", d.License.URL, address},
	})
	checkTexts(text, "/dataset/keywords", "keyword", d.Keywords)
	checkTexts(text, "/dataset/credits", "credit", d.Credits)
	ids, paths := map[string]int{}, map[string]int{}
	for i, s := range c.Sources {
		s.check(text, i)
		at := fmt.Sprintf("/sources/%d", i)
		if first, twice := ids[s.ID]; twice {
			text.Fail(at+"/id", "the source %q (%s) is named twice: it is also source %d", s.ID, s.Path, first+1)
		} else if first, twice := paths[s.Path]; twice {
			text.Fail(at+"/path", "the source %q (%s) is named twice: source %d has the same path", s.ID, s.Path, first+1)
		}
		ids[s.ID], paths[s.Path] = i, i
	}
	addresses := map[string]bool{}
	for i, r := range c.Related {
		r.check(text, i, addresses)
	}
}

func (s Source) check(text *json.Text, i int) {
	at := fmt.Sprintf("/sources/%d", i)
	if !slug.MatchString(s.ID) {
		text.Fail(at+"/id", "source %d has the id %q; expected a slug such as handbook-2210", i+1, s.ID)
	}
	if kinds := Kinds(); !slices.Contains(kinds, s.Kind) {
		var names []string
		for _, k := range kinds {
			names = append(names, string(k))
		}
		last := len(names) - 1
		text.Fail(at+"/kind", "source %q is of kind %q; expected %s or %s", s.ID, s.Kind, strings.Join(names[:last], ", "), names[last])
	}
	if !inside(s.Path) {
		text.Fail(at+"/path", "source %q has the path %q; expected a path inside raw/, such as fwci/handbook.txt", s.ID, s.Path)
	}
	if strings.TrimSpace(s.Title) == "" || strings.TrimSpace(s.Publisher) == "" {
		text.Fail(at, "source %q lacks a title or a publisher", s.ID)
	}
	checkFields(text, at, fmt.Sprintf("source %q: ", s.ID), []field{
		{"title", s.Title, oneLine}, {"publisher", s.Publisher, oneLine},
		{"language", s.Language, languageTag}, {"url", s.URL, address}, {"retrieved", s.Retrieved, date},
	})
	if _, err := s.ConceptURI(); err != nil {
		text.Fail(at+"/url", "source %q: %v", s.ID, err)
	}
}

// inside reports whether a path leads to a file inside raw/ on every system.
func inside(name string) bool {
	hidden := strings.ContainsFunc(name, func(r rune) bool { return r < ' ' || strings.ContainsRune(`\:*?"<>|`, r) })
	return name != "" && name != "." && name == strings.TrimSpace(name) && !hidden &&
		!path.IsAbs(name) && path.Clean(name) == name && name != ".." && !strings.HasPrefix(name, "../")
}

// checkFields holds the members that are given to their forms; an empty text is as good as none.
func checkFields(text *json.Text, at, owner string, fields []field) {
	for _, f := range fields {
		if f.value == "" {
			continue
		}
		if wrong := f.wrong(f.value); wrong != "" {
			text.Fail(at+"/"+f.name, "%s%s is %q; expected %s", owner, f.name, f.value, wrong)
		}
	}
}

// checkTexts refuses an empty text in a list, and one that is there twice.
func checkTexts(text *json.Text, at, what string, list []string) {
	seen := map[string]bool{}
	for i, s := range list {
		if strings.TrimSpace(s) == "" || seen[s] {
			text.Fail(fmt.Sprintf("%s/%d", at, i), "%s %d is %q; expected a text that is not empty and not there already", what, i+1, s)
		}
		seen[s] = true
	}
}

func matches(valid func(string) bool, want string) func(string) string {
	return func(value string) string {
		if valid(value) {
			return ""
		}
		return want
	}
}

// oneLine is text that headings and cells show: without a tab or line end.
func oneLine(value string) string {
	return matches(func(s string) bool { return !strings.ContainsAny(s, "\t\r\n") }, "text in one line")(value)
}

func date(value string) string { return matches(source.IsDate, "a date such as 2026-01-31")(value) }

func address(value string) string {
	if wrong := source.CheckAddress(value); wrong != "" {
		return "an address such as https://example.org/page" + wrong
	}
	return ""
}

// base is the beginning of identifiers, which a name follows.
func base(value string) string {
	if wrong := address(value); wrong != "" {
		return wrong
	}
	if strings.Contains(value, "?") || strings.Contains(strings.TrimSuffix(value, "#"), "#") {
		return "an address without a query, such as https://example.org/2210/; identifiers are added to its end"
	}
	return ""
}

// contact is a web address or an electronic mail address, as mailto: (RFC 6068).
func contact(value string) string {
	if user, domain, ok := strings.Cut(strings.TrimPrefix(value, "mailto:"), "@"); ok && strings.HasPrefix(value, "mailto:") {
		if user != "" && source.CheckAddress("https://"+domain+"/"+user) == "" {
			return ""
		}
	}
	if source.CheckAddress(value) != "" {
		return "an address such as https://example.org/contact or mailto:data@example.org"
	}
	return ""
}

// languageTag is a tag of BCP 47 whose parts are registered, in its usual case.
func languageTag(value string) string {
	tag, err := language.Raw.Parse(value)
	switch {
	case err != nil:
		return "a language tag such as en or en-US (BCP 47)"
	case tag.String() != value:
		return fmt.Sprintf("%q, as this language tag is written", tag)
	}
	return ""
}
