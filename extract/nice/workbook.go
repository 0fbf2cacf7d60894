package nice

import (
	"regexp"
	"strings"

	"github.com/fwci-open-data/fwci/extract/sheet"
	"github.com/fwci-open-data/fwci/extract/source"
)

// A Workbook is the content of NIST's workbook.
type Workbook struct {
	Categories []Part
	WorkRoles  []WorkRole
	Areas      []Part
	Statements []Listed // the list of all statements
	Lists      []List   // the statements of a work role or a competency area, one sheet each
	Furniture  []string // sheets and cells that say nothing of the framework: links between the sheets, and what they are
}

// A Part is a category, a work role or a competency area.
type Part struct {
	ID, Name, Definition string
	At                   sheet.Place // of the name
}

// A WorkRole is a row of the catalog of work roles.
type WorkRole struct {
	Part
	Category string
	Code     Listed // the cell of OPM codes; its text is as printed, "631 and 632" or "TBD"
}

// A Listed is a text with an identifier and a place.
type Listed struct {
	ID, Text string
	At       sheet.Place
}

// A List is a sheet of a work role or of a competency area.
type List struct {
	ID         string // of the work role or the area
	Area       bool
	Statements []Listed
	Alignments []Alignment
	Aligned    bool // the sheet has a column of alignments
}

// An Alignment says that a task needs a knowledge or a skill.
type Alignment struct {
	Task    string
	Listed       // what it needs; the identifier is "" where the cell gives none but says that the statement is new
	Returns bool // the cell has carriage returns, written _x000D_
}

var (
	catalogHead   = []string{"Work Role", "Work Role Description", "Work Role ID", "OPM Code (Fed Use)", "Link to TKS List"}
	statementHead = []string{"TKS ID", "TKS Description"}
	areaHead      = []string{"Competency Area Name", "Competency Area Description", "Competency Area ID"}
)

const (
	alignmentHead = "Task to Knowledge & Skill Alignments"
	linkText      = "Click to view "
	areaMark      = "Competency Area"
	codeMark      = "OPM Code: "
)

var (
	// categoryRow is the row of a category in the catalog: name, identifier, definition.
	categoryRow = regexp.MustCompile(`(?s)^(.+?) \(([A-Z]{2})\) [–-] (.+)$`)
	// listTitle is the head of a sheet: name, identifier, definition.
	listTitle = regexp.MustCompile(`(?s)^(.+?) \(([A-Z]+(?:-[A-Z0-9]+)+)\): (.+)$`)
	// statementID is the identifier of a statement.
	statementID = regexp.MustCompile(`^[TKS][0-9]+$`)
	// alignedID is a line of a cell of alignments.
	alignedID = regexp.MustCompile(`^(?:([KS][0-9]+)|New [KS]) ?: ?(.*)$`)
)

// ParseWorkbook reads NIST's workbook. Its sheets are recognized by their headings, not by their names, which change with
// each edition. It fails with source.Problems for a sheet, a row or a cell that is not one of the workbook's.
func ParseWorkbook(path string, data []byte) (*Workbook, error) {
	sheets, err := sheet.Read(path, data)
	if err != nil {
		return nil, err
	}
	r := workbookReader{Reader: sheet.Reader{Path: path, Rule: "nice-workbook"}, w: &Workbook{}}
	for _, s := range sheets {
		first := s.Row(1)
		switch {
		case starts(first, catalogHead):
			r.catalog(s)
		case starts(first, statementHead):
			r.statements(s)
		case starts(first, areaHead):
			r.areas(s)
		case strings.HasSuffix(s.Row(3).Cell(0), statementHead[0]) && strings.HasSuffix(s.Row(3).Cell(1), statementHead[1]):
			r.list(s)
		default:
			r.Fail(s.At(0, 1), "the sheet begins with %s; expected the head of the catalog of work roles (%s), of the statements (%s), of the competency areas (%s), or of one role or area",
				source.Quote(first.Cell(0)), strings.Join(catalogHead, ", "), strings.Join(statementHead, ", "), strings.Join(areaHead, ", "))
		}
	}
	if len(r.w.Statements) == 0 || len(r.w.WorkRoles) == 0 {
		r.Fail("", "no list of statements or no catalog of work roles; expected NIST's workbook with both")
	}
	return r.w, r.Err()
}

// starts reports whether a row begins with some texts.
func starts(row sheet.Row, texts []string) bool {
	for i, text := range texts {
		if row.Cell(i) != text {
			return false
		}
	}
	return true
}

type workbookReader struct {
	sheet.Reader
	w *Workbook
}

// furniture notes cells that only lead to another sheet.
func (r *workbookReader) furniture(s sheet.Sheet, row sheet.Row, columns ...int) {
	for _, c := range columns {
		text := row.Cell(c)
		switch {
		case text == "":
		case strings.HasPrefix(text, linkText):
			r.w.Furniture = append(r.w.Furniture, string(s.At(c, row.Number))+": a link between sheets")
		default:
			r.Fail(s.At(c, row.Number), "the cell is %s; expected a link (%s…) or nothing", source.Quote(text), linkText)
		}
	}
}

// catalog reads the work roles, each below its category.
func (r *workbookReader) catalog(s sheet.Sheet) {
	current := ""
	for _, row := range s.Rows {
		r.Only(s, row, 7)
		r.furniture(s, row, 6)
		if row.Cell(5) != "" {
			r.Fail(s.At(5, row.Number), "the cell is %s; expected nothing in this column", source.Quote(row.Cell(5)))
		}
		switch m := categoryRow.FindStringSubmatch(row.Cell(0)); {
		case row.Number == 1 || row.Cell(0) == "" && row.Cell(2) == "":
		case m != nil && row.Cell(2) == "":
			current = m[2]
			r.w.Categories = append(r.w.Categories, Part{m[2], m[1], m[3], s.At(0, row.Number)})
		case row.Cell(0) == "" || row.Cell(1) == "" || row.Cell(2) == "" || current == "":
			r.Fail(s.At(0, row.Number), "the row is not a category (name, identifier in parentheses, dash, definition) and lacks a part of a work role: a name, a description, an identifier, or a category above it")
		default:
			r.furniture(s, row, 4)
			r.w.WorkRoles = append(r.w.WorkRoles, WorkRole{Part{row.Cell(2), row.Raw(0), row.Raw(1), s.At(0, row.Number)}, current, Listed{row.Cell(2), row.Cell(3), s.At(3, row.Number)}})
		}
	}
}

// statements reads the list of all statements. Its third column says which are new: the register of changes does.
func (r *workbookReader) statements(s sheet.Sheet) {
	for _, row := range s.Rows[1:] {
		r.Only(s, row, 3)
		r.statement(s, row, &r.w.Statements)
	}
	r.w.Furniture = append(r.w.Furniture, string(s.At(2, 1))+": the column says which statements are new in the edition")
}

// statement reads a row of a statement.
func (r *workbookReader) statement(s sheet.Sheet, row sheet.Row, list *[]Listed) {
	id := row.Cell(0)
	switch {
	case id == "" && row.Cell(1) == "":
	case !statementID.MatchString(id):
		r.Fail(s.At(0, row.Number), "the identifier is %s; expected one such as T0001, K0001 or S0001", source.Quote(id))
	case row.Cell(1) == "":
		r.Fail(s.At(1, row.Number), "the statement %s lacks a text", id)
	default:
		*list = append(*list, Listed{id, row.Raw(1), s.At(0, row.Number)})
	}
}

// areas reads the catalog of competency areas.
func (r *workbookReader) areas(s sheet.Sheet) {
	for _, row := range s.Rows[1:] {
		r.Only(s, row, 3)
		if row.Cell(0) == "" || row.Cell(1) == "" || row.Cell(2) == "" {
			r.Fail(s.At(0, row.Number), "the row lacks the name, the description or the identifier of a competency area")
			continue
		}
		r.w.Areas = append(r.w.Areas, Part{row.Cell(2), row.Raw(0), row.Raw(1), s.At(0, row.Number)})
	}
}

// list reads the sheet of a work role or of a competency area.
func (r *workbookReader) list(s sheet.Sheet) {
	head := s.Row(1)
	m := listTitle.FindStringSubmatch(head.Cell(1))
	if m == nil {
		r.Fail(s.At(1, 1), "the cell is %s; expected a name, an identifier in parentheses, a colon and a definition", source.Quote(head.Cell(1)))
		return
	}
	l := List{ID: m[2], Area: head.Cell(0) == areaMark, Aligned: s.Row(3).Cell(2) == alignmentHead}
	if code := head.Cell(2); code != "" && !strings.HasPrefix(code, codeMark) {
		r.Fail(s.At(2, 1), "the cell is %s; expected %s and a code", source.Quote(code), codeMark)
	}
	r.Only(s, head, 3)
	for _, row := range s.Rows {
		switch {
		case row.Number == 1:
			continue
		case row.Number == 2:
			r.Fail(s.At(0, 2), "the row has text; expected an empty row between the title and the head of the list")
			continue
		case row.Number > 3:
			r.statement(s, row, &l.Statements)
		}
		links := []int{2, 3}
		if l.Aligned {
			links = links[1:]
			if row.Number > 3 {
				r.alignments(s, row, &l)
			}
		}
		r.furniture(s, row, links...)
		r.Only(s, row, 4)
	}
	r.w.Lists = append(r.w.Lists, l)
}

// alignments reads the cell of a task that lists what the task needs, one to a line.
func (r *workbookReader) alignments(s sheet.Sheet, row sheet.Row, l *List) {
	cell, at := row.Raw(2), s.At(2, row.Number)
	if strings.TrimSpace(cell) == "" {
		return
	}
	if task := row.Cell(0); !strings.HasPrefix(task, "T") {
		r.Fail(at, "the row of %s has alignments; expected them in the row of a task", source.Quote(task))
		return
	}
	for line := range strings.SplitSeq(strings.ReplaceAll(cell, "\r", "\n"), "\n") {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		m := alignedID.FindStringSubmatch(line)
		if m == nil {
			r.Fail(at, "the line %s; expected the identifier of a knowledge or skill statement, a colon and its text", source.Quote(line))
			continue
		}
		l.Alignments = append(l.Alignments, Alignment{row.Cell(0), Listed{m[1], m[2], at}, strings.Contains(cell, "\r")})
	}
}

// opmCodes finds the codes in a cell: "631 and 632".
var opmCodes = regexp.MustCompile(`\b[0-9]{3}\b`)

// Codes returns the OPM codes that the cell of a work role holds, in its order; none where it says that they are to
// be determined.
func (r WorkRole) Codes() []string { return opmCodes.FindAllString(r.Code.Text, -1) }
