package cfpackage

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/fwci-open-data/fwci/transform/dataset"
)

// Info returns what a package says of the dataset as a whole; what it does not say stays empty. It fails on
// what is no package.
func Info(data []byte) (dataset.Info, error) {
	var p struct {
		Document document `json:"CFDocument"`
	}
	if err := json.Unmarshal(data, &p); err != nil {
		return dataset.Info{}, fmt.Errorf("not a CFPackage: %w", err)
	}
	d := p.Document
	info := dataset.Info{Base: d.URI, Publisher: d.Publisher, Language: d.Language, Version: d.Version}
	if d.License != nil {
		info.License = dataset.License{Title: d.License.Title, URL: d.License.URI}
	}
	return info, nil
}

// tables are those whose records are items, by the first part of their IRIs after the base.
var tables = map[string]string{"cluster": "clusters", "competency": "competencies", "profile": "profiles", "task": "tasks"}

// columns are the columns that the members of an item come from, by table and member. The statement of a
// thing that the handbook does not define is its name.
var columns = map[string]string{
	"clusters.fullStatement": "definition", "clusters.abbreviatedStatement": "name", "clusters.notes": "profile_summary",
	"competencies.fullStatement": "definition", "competencies.abbreviatedStatement": "name", "competencies.notes": "note", "competencies.CFItemType": "kind",
	"competencies.conceptKeywords": "alias of competency_aliases", "profiles.fullStatement": "name", "profiles.notes": "summary",
	"tasks.fullStatement": "statement", "tasks.CFItemType": "kind",
	"profile_tasks.sequenceNumber": "task_position", "profile_competencies.sequenceNumber": "profile_position", "competencies.sequenceNumber": "position",
	"clusters.sequenceNumber": "position", "profiles.sequenceNumber": "position",
}

// Record names the record that an element of a package, a CFItem or a CFAssociation, is made from: its
// table and key, and the column of a member where there is one. It returns "" for what is made from none.
func Record(base string, element map[string]any, member string) string {
	table, key := record(base, element["uri"])
	origin, ok := element["originNodeURI"].(map[string]any)
	if to, related := element["destinationNodeURI"].(map[string]any); ok && related {
		var parent, above string
		table, key = record(base, origin["uri"])
		if parent, above = record(base, to["uri"]); parent == "profiles" {
			table, key = "profile_"+table, above+"|"+key
		}
	}
	if table == "" {
		return ""
	}
	if column := columns[table+"."+member]; column != "" {
		return table + " " + key + ", column " + column
	}
	return table + " " + key
}

// record returns the table and the key of the record of an IRI.
func record(base string, iri any) (table, key string) {
	text, _ := iri.(string)
	local, _ := strings.CutPrefix(text, base)
	folder, key, _ := strings.Cut(local, "/")
	return tables[folder], key
}
