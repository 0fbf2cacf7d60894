package change

import (
	"fmt"
	"strings"
)

// listed is how many entries of one kind a page shows of a table; JSON has them all.
const listed = 40

// Markdown prints the report for people. escape neutralises text of the data.
func (r *Report) Markdown(escape func(string) string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "## %s → %s\n\n", escape(r.Old), escape(r.New))
	if r.Empty() {
		b.WriteString("No change in the data.\n")
		return b.String()
	}
	fmt.Fprintf(&b, "Version step: **%s**.\n\n", r.Step)
	for _, reason := range r.Reasons {
		fmt.Fprintf(&b, "- %s\n", escape(reason))
	}
	if len(r.Schema) > 0 {
		b.WriteString("\n### Schema\n\n")
		for _, s := range r.Schema {
			name := s.Table
			if s.Column != "" {
				name += "." + s.Column
			}
			fmt.Fprintf(&b, "- %s: %s\n", escape(name), escape(s.What))
		}
	}
	if len(r.Tables) > 0 {
		b.WriteString("\n### Records\n\n| Table | added | removed | changed | renamed |\n| --- | --- | --- | --- | --- |\n")
		for _, t := range r.Tables {
			fmt.Fprintf(&b, "| %s | %d | %d | %d | %d |\n", escape(t.Name), t.Added, t.Removed, t.Changed, t.Renamed)
		}
	}
	for _, t := range r.Tables {
		t.markdown(&b, escape)
	}
	return b.String()
}

func (t Table) markdown(b *strings.Builder, escape func(string) string) {
	if len(t.NewKeys)+len(t.GoneKeys)+len(t.Cells)+len(t.Renamings)+len(t.Vanished) == 0 {
		return
	}
	fmt.Fprintf(b, "\n#### %s\n\n", escape(t.Name))
	list(b, len(t.Renamings), func(i int) string {
		r := t.Renamings[i]
		return fmt.Sprintf("renamed: %s → %s (“%s” → “%s”, likeness %.2f)", escape(r.OldKey), escape(r.NewKey), escape(r.Old), escape(r.New), r.Likeness)
	})
	list(b, len(t.NewKeys), func(i int) string { return "added: " + escape(t.NewKeys[i]) })
	list(b, len(t.GoneKeys), func(i int) string { return "removed: " + escape(t.GoneKeys[i]) })
	list(b, len(t.Cells), func(i int) string {
		c := t.Cells[i]
		return fmt.Sprintf("changed: %s, %s: “%s” → “%s”", escape(c.Key), escape(c.Column), escape(c.Old), escape(c.New))
	})
	list(b, len(t.Vanished), func(i int) string { return "not declared withdrawn: " + escape(t.Vanished[i]) })
}

func list(b *strings.Builder, n int, text func(int) string) {
	for i := range min(n, listed) {
		fmt.Fprintf(b, "- %s\n", text(i))
	}
	if n > listed {
		fmt.Fprintf(b, "- … and %d more\n", n-listed)
	}
}
