package schemas

import (
	"encoding/json"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestFilesAgreeWithTheirNames(t *testing.T) {
	for _, table := range Tables() {
		var f tableFile
		if err := json.Unmarshal(table.Schema, &f); err != nil {
			t.Fatalf("%s: %v", table.Name, err)
		}
		if want := "https://w3id.org/fwci/2210/schema/" + table.Name + ".schema.json"; f.ID != want {
			t.Errorf("%s: $id is %s, want %s", table.Name, f.ID, want)
		}
		if f.Schema != "http://json-schema.org/draft-07/schema#" {
			t.Errorf("%s: $schema is %s", table.Name, f.Schema)
		}
		if names := columnNames(table); !slices.Equal(f.Required, names) {
			t.Errorf("%s: required is %q, properties are %q", table.Name, f.Required, names)
		}
	}
}

func columnNames(table Table) []string {
	var names []string
	for _, c := range table.Columns {
		names = append(names, c.Name)
	}
	return names
}

func TestOrderIsGapless(t *testing.T) {
	for i, table := range Tables() {
		if table.Order != i+1 {
			t.Errorf("%s: order is %d, want %d", table.Name, table.Order, i+1)
		}
	}
}

func TestGroups(t *testing.T) {
	groups := []string{"reference", "handbook", "series", "esco", "nice", "dcwf", "crosswalk", "quality"}
	at := 0
	for _, table := range Tables() {
		i := slices.Index(groups, table.Group)
		if i < at {
			t.Errorf("%s: group %q is unknown or out of order", table.Name, table.Group)
		}
		at = i
	}
}

func TestPrimaryKeys(t *testing.T) {
	for _, table := range Tables() {
		for _, name := range table.PrimaryKey {
			if c, ok := table.Column(name); !ok || c.Nullable {
				t.Errorf("%s: key column %s is missing or nullable", table.Name, name)
			}
		}
	}
}

// A key that other formats enforce must be a whole primary key: SQL, Data Package and CSV on the Web
// know no reference to a part of one.
func TestForeignKeys(t *testing.T) {
	for _, table := range Tables() {
		for _, r := range table.ForeignKeys {
			target, ok := Lookup(r.Table)
			if !ok || !slices.Equal(r.References, target.PrimaryKey) || len(r.Columns) != len(r.References) {
				t.Errorf("%s: %v does not name the primary key of a table", table.Name, r)
				continue
			}
			for i, name := range r.Columns {
				from, _ := table.Column(name)
				to, _ := target.Column(r.References[i])
				if from.Type != to.Type || from.Pattern != to.Pattern && from.Name == to.Name && from.Enum == nil {
					t.Errorf("%s.%s is not of the kind of %s.%s", table.Name, name, target.Name, to.Name)
				}
			}
		}
	}
}

func TestWordsForPeople(t *testing.T) {
	check := func(place, title, description string) {
		if n := len([]rune(title)); n < 3 || n > 40 || strings.TrimSpace(title) != title {
			t.Errorf("%s: title %q", place, title)
		}
		if len(description) < 20 || !strings.HasSuffix(description, ".") {
			t.Errorf("%s: description %q", place, description)
		}
		if !regexp.MustCompile(TextPattern).MatchString(description) {
			t.Errorf("%s: description breaks the text rules: %q", place, description)
		}
	}
	for _, table := range Tables() {
		check(table.Name, table.Title, table.Description)
		titles := make(map[string]bool)
		for _, c := range table.Columns {
			place := table.Name + "." + c.Name
			check(place, c.Title, c.Description)
			if titles[c.Title] {
				t.Errorf("%s: title %q appears twice in the table", place, c.Title)
			}
			titles[c.Title] = true
			if c.Nullable != strings.Contains(c.Description, "Null ") {
				t.Errorf("%s: nullable is %v, the description says otherwise: %q", place, c.Nullable, c.Description)
			}
		}
	}
}

func TestColumnsOfOneNameHaveOneType(t *testing.T) {
	first := make(map[string]string)
	types := make(map[string]Type)
	for _, table := range Tables() {
		for _, c := range table.Columns {
			if _, ok := types[c.Name]; !ok {
				types[c.Name], first[c.Name] = c.Type, table.Name
			}
			if types[c.Name] != c.Type {
				t.Errorf("%s is %s in %s and %s in %s", c.Name, types[c.Name], first[c.Name], c.Type, table.Name)
			}
		}
	}
}

func TestColumnsAreConstrained(t *testing.T) {
	for _, table := range Tables() {
		for _, c := range table.Columns {
			place := table.Name + "." + c.Name
			if (c.Type == String || c.Type == List) && c.Enum == nil && c.Pattern == "" {
				t.Errorf("%s: text without enum or pattern", place)
			}
			if c.Type == Integer && c.Minimum == nil && c.Name != "rank_change" {
				t.Errorf("%s: integer without minimum", place)
			}
			if c.Pattern != TextPattern && regexp.MustCompile("^(?:"+c.Pattern+")$").MatchString("a b") && c.Enum == nil && c.Type == String {
				t.Errorf("%s: a text pattern other than TextPattern: %s", place, c.Pattern)
			}
			if u, err := url.Parse(c.Property); err != nil || !u.IsAbs() || strings.HasSuffix(c.Property, "#") {
				t.Errorf("%s: property %q is not a full IRI", place, c.Property)
			}
		}
	}
}

func TestLookup(t *testing.T) {
	table, ok := Lookup("competency_rankings")
	if !ok || table.Title != "Importance rankings" || !table.KeyColumn("scope_id") || table.KeyColumn("current_rank") {
		t.Errorf("Lookup gave %v, %v", table.Title, ok)
	}
	c, ok := table.Column("current_rank")
	want := Column{Name: "current_rank", Title: "Current rank", Description: c.Description, Type: Integer, Nullable: true,
		Minimum: c.Minimum, Unit: "rank", Property: Vocabulary + "currentRank"}
	if !ok || fmt.Sprint(c) != fmt.Sprint(want) || *c.Minimum != 1 {
		t.Errorf("Column gave %+v, want %+v", c, want)
	}
	if _, ok := table.Column("rank"); ok {
		t.Error("Column found a column that is not there")
	}
	if _, ok := Lookup("rankings"); ok {
		t.Error("Lookup found a table that is not there")
	}
}
