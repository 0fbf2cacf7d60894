// Package nice reads the Workforce Framework for Cybersecurity (NICE Framework) of the National Institute of
// Standards and Technology: its export from the Cybersecurity and Privacy Reference Tool (CPRT), a JSON file, and its
// workbook, an XLSX file.
//
// In goes a file; out comes a Framework or a Workbook, whose parts name their places: a JSON Pointer (RFC 6901), or
// a sheet and a cell. Every element, relation and cell is accounted for; what is not understood is a problem that
// names its place. Texts stay as they are.
package nice

import (
	"slices"
	"strconv"

	"github.com/fwci-open-data/fwci/extract/json"
)

// A Framework is the content of the export.
type Framework struct {
	ID, Name, Version, Website string
	Categories                 []Element
	WorkRoles                  []Element
	Areas                      []Element // competency areas
	Statements                 []Statement
	Codes                      []Element  // codes of the U.S. Office of Personnel Management (OPM)
	RoleCategories             []Relation // from a category to a work role
	RoleCodes                  []Relation // from a work role to a code
	RoleStatements             []Relation // from a work role to a statement
	Furniture                  int        // elements that give the order of a display, and the relations to them: they say nothing of the framework
}

// An Element is a thing of the framework.
type Element struct {
	ID, Title, Text string
	At              string // JSON Pointer
}

// A Statement is a task, knowledge or skill statement.
type Statement struct {
	Element
	Kind Kind
}

// A Kind is what a statement states.
type Kind string

// The kinds of statements.
const (
	Task      Kind = "task"
	Knowledge Kind = "knowledge"
	Skill     Kind = "skill"
)

// A Relation leads from one element to another.
type Relation struct {
	From, To string // identifiers
	At       string // JSON Pointer
}

// The types of elements besides the kinds of statements, as the export names them.
const (
	category = "category"
	workRole = "work_role"
	area     = "competency_area"
	opmCode  = "opm_code"
	ordering = "sort" // the place of an element in a display
)

var types = []string{category, workRole, area, string(Task), string(Knowledge), string(Skill), opmCode, ordering}

// export is the form of the file.
type export struct {
	Response struct {
		RequestType int `json:"requestType"`
		Elements    struct {
			Documents []struct {
				ID      string `json:"doc_identifier"`
				Name    string `json:"name"`
				Version string `json:"version"`
				Website string `json:"website"`
			} `json:"documents"`
			RelationshipTypes []struct {
				ID          string `json:"relationship_identifier"`
				Description string `json:"description"`
			} `json:"relationship_types"`
			Elements []struct {
				Type     string `json:"element_type"`
				ID       string `json:"element_identifier"`
				Title    string `json:"title"`
				Text     string `json:"text"`
				Document string `json:"doc_identifier"`
			} `json:"elements"`
			Relationships []struct {
				From         string `json:"source_element_identifier"`
				FromDocument string `json:"source_doc_identifier"`
				To           string `json:"dest_element_identifier"`
				ToDocument   string `json:"dest_doc_identifier"`
				Type         string `json:"relationship_identifier"`
				Provenance   string `json:"provenance_doc_identifier"`
			} `json:"relationships"`
		} `json:"elements"`
	} `json:"response"`
}

// The places of the lists in the file.
const (
	documentsAt     = "/response/elements/documents"
	elementsAt      = "/response/elements/elements"
	relationshipsAt = "/response/elements/relationships"
)

// Parse reads an export of CPRT. It fails with source.Problems for text that is not strict JSON of this form, for an
// element of an unknown type, without an identifier or text, or given twice, and for a relation that is not one of
// the framework's: each is named with line and column.
func Parse(path string, data []byte) (*Framework, error) {
	var e export
	r := reader{text: json.Read(path, "nice-framework", data, &e), f: &Framework{}, types: map[string]string{}}
	if err := r.text.Err(); err != nil {
		return nil, err
	}
	all := e.Response.Elements
	if len(all.Documents) != 1 {
		r.fail(documentsAt, "%d documents; expected one", len(all.Documents))
		return nil, r.text.Err()
	}
	d := all.Documents[0]
	r.f.ID, r.f.Name, r.f.Version, r.f.Website = d.ID, d.Name, d.Version, d.Website
	for i, element := range all.Elements {
		at := elementsAt + "/" + strconv.Itoa(i)
		r.document(at, "/doc_identifier", element.Document)
		r.element(element.Type, Element{element.ID, element.Title, element.Text, at})
	}
	var known []string
	for _, t := range all.RelationshipTypes {
		known = append(known, t.ID)
	}
	for i, relation := range all.Relationships {
		at := relationshipsAt + "/" + strconv.Itoa(i)
		if !slices.Contains(known, relation.Type) {
			r.fail(at+"/relationship_identifier", "the relation is of the type %q; expected one of the file's relationship_types: %q", relation.Type, known)
		}
		r.document(at, "/source_doc_identifier", relation.FromDocument)
		r.document(at, "/dest_doc_identifier", relation.ToDocument)
		r.document(at, "/provenance_doc_identifier", relation.Provenance)
		r.relation(Relation{relation.From, relation.To, at})
	}
	return r.f, r.text.Err()
}

// reader files what the export holds.
type reader struct {
	text  *json.Text
	f     *Framework
	types map[string]string // of the elements, by identifier
}

// fail adds a problem of the value that a JSON Pointer names.
func (r *reader) fail(at, format string, args ...any) { r.text.Fail(at, format, args...) }

// document refuses what belongs to another document than the one of the file.
func (r *reader) document(at, name, id string) {
	if id != r.f.ID {
		r.fail(at+name, "it belongs to the document %q; expected %q, the document of the file", id, r.f.ID)
	}
}

// element files an element by its type.
func (r *reader) element(kind string, e Element) {
	switch {
	case !slices.Contains(types, kind):
		r.fail(e.At+"/element_type", "the element %q is of the type %q; expected one of %q", e.ID, kind, types)
		return
	case e.ID == "":
		r.fail(e.At+"/element_identifier", "an element of the type %s without an identifier", kind)
		return
	case r.types[e.ID] != "":
		r.fail(e.At+"/element_identifier", "the element %q is given twice; it is also a %s", e.ID, r.types[e.ID])
		return
	}
	r.types[e.ID] = kind
	switch kind {
	case category, workRole, area:
		if e.Title == "" || e.Text == "" {
			r.fail(e.At, "the %s %q lacks a title or a text", kind, e.ID)
		}
	case opmCode, ordering:
	default:
		if e.Text == "" {
			r.fail(e.At+"/text", "the %s %q lacks a text", kind, e.ID)
		}
		if e.Title != "" {
			r.fail(e.At+"/title", "the %s %q has the title %q; expected a text alone", kind, e.ID, e.Title)
		}
	}
	switch kind {
	case category:
		r.f.Categories = append(r.f.Categories, e)
	case workRole:
		r.f.WorkRoles = append(r.f.WorkRoles, e)
	case area:
		r.f.Areas = append(r.f.Areas, e)
	case opmCode:
		r.f.Codes = append(r.f.Codes, e)
	case ordering:
		r.f.Furniture++
	default:
		r.f.Statements = append(r.f.Statements, Statement{e, Kind(kind)})
	}
}

// relation files a relation by the types of its ends: the export calls all of them by one name.
func (r *reader) relation(x Relation) {
	from, to := r.types[x.From], r.types[x.To]
	switch {
	case from == "":
		r.fail(x.At+"/source_element_identifier", "a relation from %q, which is not an element of the file", x.From)
	case to == "":
		r.fail(x.At+"/dest_element_identifier", "a relation to %q, which is not an element of the file", x.To)
	case to == ordering:
		r.f.Furniture++
	case from == category && to == workRole:
		r.f.RoleCategories = append(r.f.RoleCategories, x)
	case from == workRole && to == opmCode:
		r.f.RoleCodes = append(r.f.RoleCodes, x)
	case from == workRole && (to == string(Task) || to == string(Knowledge) || to == string(Skill)):
		r.f.RoleStatements = append(r.f.RoleStatements, x)
	default:
		r.fail(x.At, "a relation from the %s %q to the %s %q; expected one from a category to a work role, or from a work role to a statement or a code", from, x.From, to, x.To)
	}
}
