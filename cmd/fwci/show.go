package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"strings"

	"github.com/fwci-open-data/fwci/extract"
	"github.com/fwci-open-data/fwci/schemas"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

var showCommand = command{
	name:  "show",
	args:  "[--raw DIR] tables | TABLE | ID",
	about: "print a table, or a record with its source lines",
	help: `
With the word tables, lists the tables with their numbers of records. With the name
of a table, prints its records, one to a line. With an identifier
(a primary key, or one of its values), prints each record that has it, and the
lines of the source that it was read from.

examples:
  fwci show tables
  fwci show competencies
  fwci show accessibility
  fwci show "it-strategy-and-planning|hardware|senior"`,
	prepare: func(flags *flag.FlagSet) action {
		raw := flags.String("raw", "raw", "`DIR` with sources.json and the sources")
		return func(_ context.Context, env *environment, args []string) error {
			if len(args) != 1 {
				return misuse("expected the name of a table or an identifier, found %d arguments", len(args))
			}
			sources, set, err := load(newProgress(env.err, true), *raw)
			if err != nil {
				return err
			}
			if args[0] == "tables" {
				for _, t := range set.Tables() {
					fmt.Fprintf(env.out, "%-30s %6d\n", t.Name, t.Len())
				}
				return nil
			}
			if t, ok := set.Table(args[0]); ok {
				showTable(env.out, t)
				return nil
			}
			return showRecords(env.out, sources, set, args[0])
		}
	},
}

func showTable(w io.Writer, t dataset.Table) {
	fmt.Fprintln(w, strings.Join(t.Columns, "\t"))
	for i := range t.Len() {
		values := t.Values(i)
		cells := make([]string, len(values))
		for c, v := range values {
			cells[c] = dataset.Text(v)
		}
		fmt.Fprintln(w, strings.Join(cells, "\t"))
	}
}

// showRecords prints the records whose key is id or holds it.
func showRecords(w io.Writer, raw *extract.Raw, set *dataset.Dataset, id string) error {
	found := false
	for _, s := range schemas.Present(set.Has) {
		if s.Name == "provenance" || s.Name == "source_lines" {
			continue
		}
		t, _ := set.Table(s.Name)
		for i := range t.Len() {
			key := t.Key(i, s.PrimaryKey)
			if key != id && !strings.Contains("|"+key+"|", "|"+id+"|") {
				continue
			}
			found = true
			fmt.Fprintf(w, "%s %s\n", s.Name, key)
			for c, v := range t.Values(i) {
				fmt.Fprintf(w, "  %-22s %s\n", t.Columns[c], dataset.Text(v))
			}
			showLines(w, raw, set, s.Name, key)
		}
	}
	if !found {
		return fmt.Errorf("no table and no record has the name %q; \"fwci show tables\" lists the tables", id)
	}
	return nil
}

// showLines prints the source lines that a record was read from, as printed.
func showLines(w io.Writer, raw *extract.Raw, set *dataset.Dataset, table, key string) {
	for _, p := range set.Provenance {
		if p.TableName != table || p.RecordKey != key {
			continue
		}
		for _, d := range raw.Documents {
			if d.Source.ID != p.SourceID {
				continue
			}
			for n := p.LineStart; n <= p.LineEnd; n++ {
				if line := d.Lines[n-1]; !line.Blank() {
					fmt.Fprintf(w, "  %s:%d: %s\n", d.Path, n, line.Text)
				}
			}
		}
	}
	fmt.Fprintln(w)
}
