package catalog_test

import (
	"encoding/base64"
	"errors"
	"net/url"
	"os"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/extract/catalog"
	"github.com/fwci-open-data/fwci/extract/source"
)

const valid = `{
  "dataset": {
    "id": "fwci-2210",
    "base": "https://example.org/x",
    "version": "1.2.3",
    "issued": "2026-01-31"
  },
  "related": [
    {"title": "R", "publisher": "P", "url": "https://example.org/r", "description": "D"}
  ],
  "sources": [
    {"id": "handbook", "kind": "fwci-handbook", "path": "fwci/handbook.txt", "title": "T", "publisher": "P", "retrieved": "2026-01-30"},
    {"id": "page", "kind": "job-series-page", "path": "page.txt", "title": "T", "publisher": "P"},
    {"id": "esco-one", "kind": "esco-occupation-page", "path": "esco/one.txt", "title": "T", "publisher": "P"}
  ]
}
`

func TestParse(t *testing.T) {
	for name, text := range map[string]string{"as written": valid, "mark": "\ufeff" + valid, "CRLF": strings.ReplaceAll(valid, "\n", "\r\n")} {
		c, err := catalog.Parse("s.json", []byte(text))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if len(c.Sources) != 3 || c.Sources[0].Kind != catalog.Handbook || c.Sources[2].Path != "esco/one.txt" || c.Dataset.Base != "https://example.org/x/" || c.Dataset.Issued != "2026-01-31" {
			t.Errorf("%s: read %+v", name, c)
		}
	}
}

// TestDefaults: what a dataset leaves out has the value that the package states.
func TestDefaults(t *testing.T) {
	c, err := catalog.Parse("s.json", []byte(`{"sources": [{"id": "a", "kind": "job-series-page", "path": "a.txt", "title": "T", "publisher": "P"}]}`))
	if err != nil {
		t.Fatal(err)
	}
	d := c.Dataset
	for _, field := range []struct{ name, got, want string }{
		{"id", d.ID, "fwci-2210"}, {"base", d.Base, "https://w3id.org/fwci/2210/"}, {"version", d.Version, "0.0.0"}, {"issued", d.Issued, "1970-01-01"},
		{"language", d.Language, "en"}, {"license", d.License.ID, "CC-BY-4.0"}, {"license URL", d.License.URL, "https://creativecommons.org/licenses/by/4.0/"},
	} {
		if field.got != field.want {
			t.Errorf("%s is %q; expected %q", field.name, field.got, field.want)
		}
	}
	if n := len(d.Description); n < 50 || n > 5000 || d.Title == "" || d.Publisher == "" {
		t.Errorf("a description of %d characters, the title %q, the publisher %q", n, d.Title, d.Publisher)
	}
}

func TestParseRefuses(t *testing.T) {
	for _, test := range []struct{ name, old, new, want string }{
		{"a version of two parts", `"1.2.3"`, `"1.2"`, `s.json:5:16: dataset version is "1.2"; expected major.minor.patch such as 1.2.0, or with a pre-release such as 2.0.0-rc.1 [sources-json]`},
		{"a pre-release with a leading zero", `"1.2.3"`, `"1.0.0-01"`, `s.json:5:16: dataset version is "1.0.0-01"; expected major.minor.patch such as 1.2.0, or with a pre-release such as 2.0.0-rc.1 [sources-json]`},
		{"build metadata", `"1.2.3"`, `"1.0.0+5"`, `s.json:5:16: dataset version is "1.0.0+5"; expected major.minor.patch such as 1.2.0, or with a pre-release such as 2.0.0-rc.1 [sources-json]`},
		{"a version with a leading zero", `"1.2.3"`, `"1.02.3"`, `s.json:5:16: dataset version is "1.02.3"; expected major.minor.patch such as 1.2.0, or with a pre-release such as 2.0.0-rc.1 [sources-json]`},
		{"a date of words", `"2026-01-31"`, `"31 January 2026"`, `s.json:6:15: dataset issued is "31 January 2026"; expected a date such as 2026-01-31 [sources-json]`},
		{"a thirteenth month", `"2026-01-31"`, `"2026-13-31"`, `s.json:6:15: dataset issued is "2026-13-31"; expected a date such as 2026-01-31 [sources-json]`},
		{"a day that the month lacks", `"2026-01-31"`, `"2026-02-30"`, `s.json:6:15: dataset issued is "2026-02-30"; expected a date such as 2026-01-31 [sources-json]`},
		{"a dataset id with capitals", `"fwci-2210"`, `"FWCI-2210"`, `s.json:3:11: dataset id is "FWCI-2210"; expected a slug such as fwci-2210 [sources-json]`},
		{"a source id with a space", `"id": "page"`, `"id": "the page"`, `s.json:13:12: source 2 has the id "the page"; expected a slug such as handbook-2210 [sources-json]`},
		{"no source id", `"id": "page", `, ``, `s.json:13:5: source 2 has the id ""; expected a slug such as handbook-2210 [sources-json]`},
		{"another kind", `"job-series-page"`, `"web-page"`, `s.json:13:28: source "page" is of kind "web-page"; expected fwci-handbook, job-series-page, esco-occupation-page, nice-framework, nice-workbook or dcwf-work-role-tool [sources-json]`},
		{"a path that leaves raw", `"page.txt"`, `"../page.txt"`, `s.json:13:55: source "page" has the path "../page.txt"; expected a path inside raw/, such as fwci/handbook.txt [sources-json]`},
		{"a path that leaves raw on its way", `"page.txt"`, `"a/../../page.txt"`, `s.json:13:55: source "page" has the path "a/../../page.txt"; expected a path inside raw/, such as fwci/handbook.txt [sources-json]`},
		{"a path from the root", `"page.txt"`, `"/page.txt"`, `s.json:13:55: source "page" has the path "/page.txt"; expected a path inside raw/, such as fwci/handbook.txt [sources-json]`},
		{"a path of another system", `"page.txt"`, `"a\\page.txt"`, `s.json:13:55: source "page" has the path "a\\page.txt"; expected a path inside raw/, such as fwci/handbook.txt [sources-json]`},
		{"no path", `"path": "page.txt", `, ``, `s.json:13:5: source "page" has the path ""; expected a path inside raw/, such as fwci/handbook.txt [sources-json]`},
		{"no title", `"path": "page.txt", "title": "T"`, `"path": "page.txt"`, `s.json:13:5: source "page" lacks a title or a publisher [sources-json]`},
		{"a day of retrieval of words", `"2026-01-30"`, `"yesterday"`, `s.json:12:123: source "handbook": retrieved is "yesterday"; expected a date such as 2026-01-31 [sources-json]`},
		{"a related document without a title", `"title": "R", `, ``, `s.json:9:5: related document 1 ("") lacks a title or a publisher [sources-json]`},
		{"a related document without an address", `, "url": "https://example.org/r"`, ``, `s.json:9:5: related document 1 ("R") has the address ""; expected one that begins with https:// or http://; it does not begin with http:// or https:// [sources-json]`},
		{"a related document of another scheme", `"https://example.org/r"`, `"javascript:alert(1)"`, `s.json:9:45: related document 1 ("R") has the address "javascript:alert(1)"; expected one that begins with https:// or http://; it does not begin with http:// or https:// [sources-json]`},
		{"a related document without a host", `"https://example.org/r"`, `"https:///r"`, `s.json:9:45: related document 1 ("R") has the address "https:///r"; expected one that begins with https:// or http://; its host is "" [sources-json]`},
		{"a related document twice", `"description": "D"}`, `"description": "D"}, {"title": "S", "publisher": "P", "url": "https://example.org/r"}`, "s.json:9:131: the related document at https://example.org/r is listed twice [sources-json]"},
		{"a page of AutoPed without an id", `"path": "esco/one.txt"`, `"path": "esco/one.txt", "url": "https://autoped.services.aiod.ieat.ro/esco/occupations/view?lang=en"`, `s.json:14:87: source "esco-one": the parameter id of https://autoped.services.aiod.ieat.ro/esco/occupations/view?lang=en is ""; expected the URI of an ESCO occupation in base64 [sources-json]`},
		{"one id twice", `"id": "esco-one"`, `"id": "page"`, `s.json:14:12: the source "page" (esco/one.txt) is named twice: it is also source 2 [sources-json]`},
		{"one path twice", `"esco/one.txt"`, `"page.txt"`, `s.json:14:64: the source "esco-one" (page.txt) is named twice: source 2 has the same path [sources-json]`},
		{"a list for a text", `"1.2.3"`, `["1.2.3"]`, "s.json:5:16: version is a list; expected text [sources-json]"},
		{"a comma too many", `"2026-01-31"`, `"2026-01-31",`, "s.json:7:3: not JSON: invalid character '}' looking for beginning of object key string; JSON has no comments, no comma after the last value, and names and texts in double quotation marks [sources-json]"},
		{"an end too early", "  ]\n}\n", "", "s.json:14:111: the JSON text ends too early; expected the brackets and quotation marks that are open to be closed [sources-json]"},
		{"text after the object", "  ]\n}\n", "  ]\n}\nend\n", "s.json:17:1: more text after the JSON value; expected the end of the file [sources-json]"},
		{"nothing", valid, "", "s.json:1:1: the document is empty; expected the text of the source [source-empty]"},
		{"an unknown name", `"issued"`, `"theme": {}, "issued"`, `s.json:6:5: unknown name "theme"; expected id, base, title, description, version, issued, language, homepage, release_url, publisher, contact, keywords, license, credits [sources-json]`},
		{"a name in another case", `"issued"`, `"Issued"`, `s.json:6:5: unknown name "Issued"; expected id, base, title, description, version, issued, language, homepage, release_url, publisher, contact, keywords, license, credits [sources-json]`},
		{"a name twice", `"issued"`, `"version": "2.0.0", "issued"`, `s.json:6:5: the name "version" appears twice in one object, first on line 5; expected once [sources-json]`},
		{"a source's name twice", `"path": "page.txt"`, `"path": "page.txt", "path": "other.txt"`, `s.json:13:67: the name "path" appears twice in one object, first on line 13; expected once [sources-json]`},
		{"null for a text", `"1.2.3"`, `null`, "s.json:5:16: version is null; expected text, or nothing: leave the name out [sources-json]"},
		{"a number for a text", `"1.2.3"`, `1.2`, `s.json:5:16: version is a number "1.2"; expected text [sources-json]`},
		{"half a surrogate pair", `"T", "publisher": "P", "retrieved"`, `"\ud83d", "publisher": "P", "retrieved"`, "s.json:12:87: a text with half of a surrogate pair (\\uD800 to \\uDFFF); expected a whole character [sources-json]"},
		{"a zero character", `"T", "publisher": "P", "retrieved"`, `"a\u0000b", "publisher": "P", "retrieved"`, "s.json:12:87: a text with the control character \\u0000; expected text without it [sources-json]"},
		{"a bell", `"T", "publisher": "P", "retrieved"`, `"a\u0007b", "publisher": "P", "retrieved"`, "s.json:12:87: a text with the control character \\u0007; expected text without it [sources-json]"},
		{"a form feed", `"T", "publisher": "P", "retrieved"`, `"a\fb", "publisher": "P", "retrieved"`, "s.json:12:87: a text with the control character \\u000c; expected text without it [sources-json]"},
		{"a next line", `"1.2.3"`, `"1.2.3", "publisher": "a\u0085b"`, "s.json:5:38: a text with the control character \\u0085; expected text without it [sources-json]"},
		{"a noncharacter", `"1.2.3"`, `"1.2.3", "keywords": ["\uffff"]`, "s.json:5:38: a text with the control character \\uffff; expected text without it [sources-json]"},
		{"a title of two lines", `"1.2.3"`, `"1.2.3", "title": "a\nb"`, `s.json:5:34: dataset title is "a\nb"; expected text in one line [sources-json]`},
		{"a port that is not one", `"1.2.3"`, `"1.2.3", "homepage": "https://example.org:99999/"`, `s.json:5:37: dataset homepage is "https://example.org:99999/"; expected an address such as https://example.org/page; its port is "99999" [sources-json]`},
		{"a comment", `"version"`, `// the version` + "\n" + `"version"`, "s.json:5:5: not JSON: invalid character '/' looking for beginning of object key string; JSON has no comments, no comma after the last value, and names and texts in double quotation marks [sources-json]"},
		{"UTF-16", valid, "\xff\xfe{\x00}\x00", "s.json:1:1: the text is in UTF-16, little-endian; expected UTF-8: convert it, for example with iconv -f UTF-16LE -t UTF-8 [source-encoding]"},
		{"Latin-1", `"T", "publisher": "P", "retrieved"`, "\"caf\xe9\", \"publisher\": \"P\", \"retrieved\"", "s.json:12:91: byte 0xe9 is not UTF-8; expected a document in UTF-8. The text looks like Windows-1252 or ISO 8859-1 (Latin-1), where this byte is 'é': convert it, for example with iconv -f WINDOWS-1252 -t UTF-8 [source-encoding]"},
		{"a base of another scheme", `"https://example.org/x"`, `"ftp://example.org/x"`, `s.json:4:13: dataset base is "ftp://example.org/x"; expected an address such as https://example.org/page; it does not begin with http:// or https:// [sources-json]`},
		{"a base with a query", `"https://example.org/x"`, `"https://example.org/x?id="`, `s.json:4:13: dataset base is "https://example.org/x?id="; expected an address without a query, such as https://example.org/2210/; identifiers are added to its end [sources-json]`},
		{"a base with a space", `"https://example.org/x"`, `"https://example.org/a b/"`, `s.json:4:13: dataset base is "https://example.org/a b/"; expected an address such as https://example.org/page; the character ' ' is not allowed in an address: write it as %20 [sources-json]`},
		{"a base without a host", `"https://example.org/x"`, `"https:///x"`, `s.json:4:13: dataset base is "https:///x"; expected an address such as https://example.org/page; its host is "" [sources-json]`},
		{"an address that runs", `"1.2.3"`, `"1.2.3", "homepage": "javascript:alert(1)"`, `s.json:5:37: dataset homepage is "javascript:alert(1)"; expected an address such as https://example.org/page; it does not begin with http:// or https:// [sources-json]`},
		{"a contact that is no address", `"1.2.3"`, `"1.2.3", "contact": "mailto:someone"`, `s.json:5:36: dataset contact is "mailto:someone"; expected an address such as https://example.org/contact or mailto:data@example.org [sources-json]`},
		{"a license's address", `"1.2.3"`, `"1.2.3", "license": {"id": "CC BY", "url": "file:///etc/passwd"}`, "s.json:5:43: license id is \"CC BY\"; expected an SPDX identifier such as CC-BY-4.0 [sources-json]\ns.json:5:59: license url is \"file:///etc/passwd\"; expected an address such as https://example.org/page; it does not begin with http:// or https:// [sources-json]"},
		{"an address with a password", `"retrieved"`, `"url": "https://a:b@example.org/", "retrieved"`, `s.json:12:117: source "handbook": url is "https://a:b@example.org/"; expected an address such as https://example.org/page; it has a user name, which is never published [sources-json]`},
		{"a language that is not one", `"retrieved"`, `"language": "english", "retrieved"`, `s.json:12:122: source "handbook": language is "english"; expected a language tag such as en or en-US (BCP 47) [sources-json]`},
		{"a language in capitals", `"retrieved"`, `"language": "EN", "retrieved"`, `s.json:12:122: source "handbook": language is "EN"; expected "en", as this language tag is written [sources-json]`},
		{"a keyword twice", `"1.2.3"`, `"1.2.3", "keywords": ["a", "a"]`, `s.json:5:43: keyword 2 is "a"; expected a text that is not empty and not there already [sources-json]`},
		{"an empty credit", `"1.2.3"`, `"1.2.3", "credits": [" "]`, `s.json:5:37: credit 1 is " "; expected a text that is not empty and not there already [sources-json]`},
		{"a path of blanks", `"page.txt"`, `" page.txt"`, `s.json:13:55: source "page" has the path " page.txt"; expected a path inside raw/, such as fwci/handbook.txt [sources-json]`},
		{"a path of two lines", `"page.txt"`, `"page\n.txt"`, `s.json:13:55: source "page" has the path "page\n.txt"; expected a path inside raw/, such as fwci/handbook.txt [sources-json]`},
		{"the folder itself", `"page.txt"`, `"."`, `s.json:13:55: source "page" has the path "."; expected a path inside raw/, such as fwci/handbook.txt [sources-json]`},
		{"no sources", valid, `{"dataset": {}, "sources": []}`, `s.json:1:28: no sources; expected a list under "sources" [sources-json]`},
		{"null", valid, `null`, "s.json:1:1: the file is null; expected an object [sources-json]"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if !strings.Contains(valid, test.old) {
				t.Fatalf("the valid catalog does not have %s", test.old)
			}
			_, err := catalog.Parse("s.json", []byte(strings.Replace(valid, test.old, test.new, 1)))
			var problems source.Problems
			if !errors.As(err, &problems) || err.Error() != test.want {
				t.Errorf("the problem is\n%v\nexpected\n%s", err, test.want)
			}
		})
	}
}

// TestConceptURI: an address names an occupation outright, in a parameter, or in base64 of either alphabet,
// padded or not, escaped or not.
func TestConceptURI(t *testing.T) {
	const uri = "http://data.europa.eu/esco/occupation/3b1ea27c-781c-41eb-821f-214285260dd2"
	const view = "https://autoped.services.aiod.ieat.ro/esco/occupations/view?id="
	encoded := base64.StdEncoding.EncodeToString([]byte(uri))
	for _, test := range []struct {
		name, url, want string
		kind            catalog.Kind
		fails           bool
	}{
		{name: "the page of the issue", url: view + url.QueryEscape(encoded) + "&lang=en", want: uri},
		{name: "padding as it is", url: view + encoded + "&lang=en", want: uri},
		{name: "no padding", url: view + strings.TrimRight(encoded, "=") + "&lang=fr", want: uri},
		{name: "the URL alphabet", url: view + base64.URLEncoding.EncodeToString([]byte(uri)), want: uri},
		{name: "parameters in another order", url: "https://autoped.services.aiod.ieat.ro/esco/occupations/view/?lang=en&id=" + encoded, want: uri},
		{name: "the URI itself", url: uri, want: uri},
		{name: "ESCO's portal", url: "https://esco.ec.europa.eu/en/classification/occupation?uri=" + url.QueryEscape(uri), want: uri},
		{name: "another page", url: "https://example.org/page?id=17"},
		{name: "no address", url: ""},
		{name: "another kind of page", url: view + encoded, kind: catalog.SeriesPage},
		{name: "a skill", url: view + base64.StdEncoding.EncodeToString([]byte("http://data.europa.eu/esco/skill/1")), fails: true},
		{name: "no base64", url: view + "!!", fails: true},
		{name: "more than a URI", url: view + base64.StdEncoding.EncodeToString([]byte(uri+"\nx")), fails: true},
	} {
		kind := test.kind
		if kind == "" {
			kind = catalog.OccupationPage
		}
		got, err := catalog.Source{Kind: kind, URL: test.url}.ConceptURI()
		if got != test.want || (err != nil) != test.fails {
			t.Errorf("%s: %s names %q, error %v; expected %q", test.name, test.url, got, err, test.want)
		}
	}
}

// TestEveryProblem: all that is wrong is said at once.
func TestEveryProblem(t *testing.T) {
	_, err := catalog.Parse("s.json", []byte(strings.NewReplacer(`"1.2.3"`, `"x"`, `"2026-01-31"`, `"y"`, `"page.txt"`, `""`, `"fwci-handbook"`, `"z"`).Replace(valid)))
	if n := strings.Count(err.Error(), "[sources-json]"); n != 4 {
		t.Errorf("%d problems; expected 4:\n%v", n, err)
	}
}

// FuzzParse: no text makes the reader panic; the sources of what it accepts are inside raw/.
func FuzzParse(f *testing.F) {
	data, err := os.ReadFile("../../raw/sources.json")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Add([]byte(valid))
	f.Add([]byte(`{"sources": null}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := catalog.Parse("s.json", data)
		if err != nil {
			if !strings.HasPrefix(err.Error(), "s.json") {
				t.Errorf("the problem %v does not name the file", err)
			}
			return
		}
		for _, s := range c.Sources {
			if s.ID == "" || s.Title == "" || s.Path == "" || strings.HasPrefix(s.Path, "/") || strings.Contains("/"+s.Path+"/", "/../") {
				t.Errorf("a source passes as %+v", s)
			}
		}
	})
}
