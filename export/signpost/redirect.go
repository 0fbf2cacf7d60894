package signpost

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/fwci-open-data/fwci/export/artifact"
	"github.com/fwci-open-data/fwci/export/linkeddata"
	"github.com/fwci-open-data/fwci/export/site"
	"github.com/fwci-open-data/fwci/schemas"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/identity"
)

// edition matches the version that may be between the base and the rest of an address. It begins with a digit, as
// no identifier does. It is kept: the files of a release are also in a folder of that name. The parentheses of the patterns after it count from 2.
const edition = `^([0-9][0-9A-Za-z.-]*/)?`

// slug matches a key of the kinds whose IRIs the contract promises, segment a part of any IRI of ours.
const (
	slug    = `[a-z0-9-]+`
	segment = `[A-Za-z0-9_~-]+`
)

// negotiation sets the variable "form" to the extension of the syntax that a client asks for; without it a person is
// meant. What a client names first counts; clients name first what they want most.
const negotiation = `RewriteCond %{HTTP_ACCEPT} text/turtle
RewriteCond %{HTTP_ACCEPT} !(text/html|application/xhtml\+xml|application/ld\+json|application/json).*text/turtle
RewriteCond %{HTTP_ACCEPT} !text/turtle;\s*q=0(\.0*)?\s*(,|$)
RewriteRule ^ - [E=form:ttl]
RewriteCond %{HTTP_ACCEPT} application/(ld\+)?json
RewriteCond %{HTTP_ACCEPT} !(text/html|application/xhtml\+xml|text/turtle).*application/(ld\+)?json
RewriteCond %{HTTP_ACCEPT} !application/(ld\+)?json;\s*q=0(\.0*)?\s*(,|$)
RewriteRule ^ - [E=form:jsonld]
`

// A rule says where the IRIs go whose end, after the base and the version, matches a pattern. Both targets are
// places inside a release; data is one without its extension. An empty target is no target.
type rule struct{ pattern, data, page string }

// A signer writes the rules for the files that a release has.
type signer struct {
	d       *dataset.Dataset
	folders map[string]bool // of files, and files, that the release has
	out     strings.Builder
}

// redirects returns the rules for the Apache HTTP Server, in the form of https://github.com/perma-id/w3id.org.
func redirects(d *dataset.Dataset, artifacts []artifact.Artifact) []byte {
	s := signer{d: d, folders: map[string]bool{}}
	for _, a := range artifacts {
		s.folders[a.Path] = true
		for i := range len(a.Path) {
			if a.Path[i] == '/' {
				s.folders[a.Path[:i]] = true
			}
		}
	}
	s.head()
	for _, r := range s.rules() {
		s.write(r)
	}
	if d.Info.ReleaseURL != d.Info.Base {
		fmt.Fprintf(&s.out, "# Files of the release.\nRewriteRule ^(.*)$ %s$1 [R=303,L]\n", d.Info.ReleaseURL)
	}
	return []byte(s.out.String())
}

func (s *signer) head() {
	info := s.d.Info
	fmt.Fprintf(&s.out, "# %s\n# Redirects %s to %s\n", plain(info.Title), info.Base, info.ReleaseURL)
	s.out.WriteString("# This file is for the folder of the base: of w3id.org, or of the server that has the base. It is generated with each release.\n")
	if info.Contact != "" {
		fmt.Fprintf(&s.out, "# Contact: %s\n", plain(cmp.Or(info.Contact, info.Publisher)))
	}
	s.out.WriteString("Options +FollowSymLinks\nRewriteEngine on\n\n# What the client asks for: Turtle, JSON-LD or a page.\n" + negotiation + "\n")
}

// plain returns a text for a comment, which ends with its line.
func plain(text string) string { return strings.Join(strings.Fields(text), " ") }

// write writes a rule, with the targets that the release has.
func (s *signer) write(r rule) {
	pattern := edition + r.pattern + "$"
	if data := s.data(r.data); data != "" {
		fmt.Fprintf(&s.out, "RewriteCond %%{ENV:form} ^(ttl|jsonld)$\nRewriteRule %s %s$1%s [R=303,L]\n", pattern, s.d.Info.ReleaseURL, data)
	}
	if r.page != "" && s.has(r.page) {
		fmt.Fprintf(&s.out, "RewriteRule %s %s$1%s [R=303,L]\n", pattern, s.d.Info.ReleaseURL, r.page)
	}
}

// data returns the target of a rule for linked data: the place given, in the syntax that the client asks for or, in a
// release without Turtle, in JSON-LD. A release without a file for each thing leads to the graph that describes all.
func (s *signer) data(place string) string {
	switch {
	case place == "":
		return ""
	case s.has(place + ".ttl"):
		return place + ".%1"
	case s.has(place + ".jsonld"):
		return place + ".jsonld"
	case s.has(place + ".jsonld" + artifact.Gzip):
		return place + ".jsonld" + artifact.Gzip
	case place != framework:
		return s.data(framework)
	}
	return ""
}

// has reports whether the release has a file or, where a part of its path comes from the pattern, its folder.
func (s *signer) has(path string) bool {
	if at := strings.IndexByte(path, '$'); at >= 0 {
		path = path[:strings.LastIndexByte(path[:at], '/')]
	}
	return s.folders[path]
}

// Places of files that several rules lead to.
const (
	framework  = "jsonld/fwci-2210"
	mappings   = "jsonld/crosswalk"
	lines      = "jsonld/source-lines"
	vocabulary = "jsonld/vocabulary"
	catalog    = "jsonld/dataset"
	dictionary = site.Folder + "table/index.html"
)

// rules returns the rules, the more special ones first. Below a base that does not end in "/" all IRIs are parts of one
// document.
func (s *signer) rules() []rule {
	whole := rule{"", catalog, site.Home}
	if !strings.HasSuffix(s.d.Info.Base, "/") {
		return []rule{whole}
	}
	rules := append(s.withdrawn(), whole)
	rules = append(rules, s.things()...)
	rules = append(rules, rule{"source/(" + segment + ")", lines, site.Folder + "source/$2.html"})
	rules = append(rules, parts...)
	if strings.HasPrefix(schemas.Vocabulary, s.d.Info.Base) {
		rules = append(rules, rule{"vocab", vocabulary, dictionary}, rule{`schema/([a-z_]+)\.schema\.json`, "", site.Folder + "table/$2.html"})
	}
	return append(rules, records()...)
}

// withdrawn leads from each withdrawn identifier to what replaces it, or to the list of them; the linked data says
// what became of it.
func (s *signer) withdrawn() []rule {
	var rules []rule
	for _, w := range s.d.Withdrawn {
		data, fixed := linkeddata.Resource(w.TableName, w.RecordKey)
		if !fixed {
			continue
		}
		page := site.Folder + "table/withdrawn_identifiers.html"
		if next := identity.Path(site.Folder, identity.Of(w.TableName).Segment, dataset.OrEmpty(w.ReplacedBy)) + ".html"; s.folders[next] {
			page = next
		}
		rules = append(rules, rule{identity.IRI("", w.TableName, w.RecordKey), data, page})
	}
	return rules
}

// things leads from each thing to its page and its file.
func (s *signer) things() []rule {
	var rules []rule
	for _, k := range identity.Kinds() {
		if !k.Fixed || k.Outside || !s.d.Has(k.Table) {
			continue
		}
		if k.Whole != "" {
			page := site.Folder + "table/" + k.Table + ".html"
			if site.HasPages(k.Table) {
				page = site.Folder + k.Segment + "/$2.html"
			}
			rules = append(rules, rule{k.Segment + "/" + k.Prefix + "(" + k.Form() + ")", k.Whole, page}, rule{k.Scheme, k.Whole, dictionary})
			continue
		}
		page := site.Folder + k.Segment + "/$2.html"
		if k.Shared > 0 {
			pattern := fmt.Sprintf("%s/(([a-z0-9-]{%d})[a-z0-9-]*)", k.Segment, k.Shared)
			rules = append(rules, rule{pattern, linkeddata.ResourceFormat + "/" + k.Segment + "/$3", page})
			continue
		}
		rules = append(rules, rule{k.Segment + "/(" + slug + ")", linkeddata.ResourceFormat + "/" + k.Segment + "/$2", page})
	}
	return rules
}

// parts leads from what belongs to a thing to the thing, and from what is not the row of a table to the file that
// speaks of it.
var parts = []rule{
	{"nice-alignment/.+", identity.NICEGraph, site.Folder + "table/nice_task_alignments.html"},
	{"label/(" + slug + ")/.+", "resource/competency/$2", site.Folder + "competency/$2.html"},
	{"(?:importance|ranking)/" + segment + "/(" + slug + ")(?:/.+)?", "resource/competency/$2", site.Folder + "competency/$2.html"},
	{"(?:profile-competency|profile-task)/(" + slug + ")/.+", framework, site.Folder + "profile/$2.html"},
	{"work-type/(" + slug + ")/.+", "resource/cluster/$2", site.Folder + "cluster/$2.html"},
	{"mapping/.+", mappings, site.Folder + "crosswalk/index.html"},
	{`sssom/[a-z-]+\.sssom\.tsv`, mappings, ""},
	{"finding/.+", framework, site.Folder + "findings/index.html"},
	{"distribution/.+", catalog, site.Home},
	{"(?:esco-change|esco-label|esco-relation|record|esco)/.+", framework, site.Folder + "crosswalk/index.html"},
	{"scheme/" + slug, framework, dictionary},
	{"(?:checksum|kind|organization|withdrawn)/.+", framework, site.Home},
	{"contact", framework, site.Home},
}

// records leads from the rows of the other tables to the page of their table.
func records() []rule {
	var rules []rule
	for _, k := range identity.Kinds() {
		covered := slices.ContainsFunc(parts, func(r rule) bool {
			return regexp.MustCompile("^" + r.pattern + "$").MatchString(k.Segment + "/a/b")
		})
		if k.Segment != "" && !k.Fixed && !covered && k.Table != "source_documents" {
			rules = append(rules, rule{k.Segment + "/.+", framework, site.Folder + "table/" + k.Table + ".html"})
		}
	}
	return rules
}
