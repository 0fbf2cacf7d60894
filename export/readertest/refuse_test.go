package readertest

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// hard is a release of one table made by hand, with what loaders get wrong: texts that look like numbers, nulls or
// truth values, lists, a number beyond 32 bits, a column without a value, signs of other formats.
const hardPackage = `{"resources": [
 {"name": "hard", "path": "csv/hard.csv", "rows": 3, "schema": {"missingValues": [""], "fields": [
  {"name": "code", "type": "string", "title": "\"Code\" \u00e9 \ud83d\ude00 \\ {[,:]}"}, {"name": "text", "type": "string"}, {"name": "whole", "type": "integer"}, {"name": "large", "type": "integer"},
  {"name": "part", "type": "number"}, {"name": "is true", "type": "boolean"}, {"name": "list", "type": "string", "separator": "|"}, {"name": "none", "type": "boolean"}]}},
 {"name": "empty", "path": "csv/empty.csv", "rows": 0, "schema": {"missingValues": [""], "fields": [
  {"name": "id", "type": "string"}, {"name": "n", "type": "integer"}, {"name": "x", "type": "number"}, {"name": "b", "type": "boolean"}, {"name": "l", "type": "string", "separator": "|"}]}},
 {"name": "single", "path": "csv/single.csv", "rows": 2, "schema": {"missingValues": [""], "fields": [{"name": "only", "type": "integer"}]}}]}`

const hardTable = "code,text,whole,large,part,is true,list,none\n" +
	"0110,NA,3,3000000000,0.125,true,a|b,\n" +
	"2511.10,\"a \"\"b\"\", c # d \\n e; f\",,1,-2,false,x,\n" +
	"TRUE,null,-1,,,,,\n"

// hardLoaded is what the loaders give of it, as load.py and load.R print it.
const hardLoaded = "table hard 3\n" +
	"column code string\n=0110\n=2511.10\n=TRUE\n" +
	"column text string\n=NA\n=a \"b\", c # d \\n e; f\n=null\n" +
	"column whole integer\n=3\n-\n=-1\n" +
	"column large WHOLE\n=3000000000\n=1\n-\n" +
	"column part number\n=0.125\n=-2\n-\n" +
	"column is true boolean\n=true\n=false\n-\n" +
	"column list list\n=a|b\n=x\n-\n" +
	"column none boolean\n-\n-\n-\n" +
	"table empty 0\ncolumn id string\ncolumn n integer\ncolumn x number\ncolumn b boolean\ncolumn l list\n" +
	"table single 2\ncolumn only integer\n=7\n-\n" +
	"refused no table nothing; the tables are hard, empty, single\n"

// hardRelease writes the release into a folder, after a change of its table and of its package.
func hardRelease(t *testing.T, table, description string) string {
	t.Helper()
	dir := t.TempDir()
	files := map[string]string{"datapackage.json": description, "csv/hard.csv": table, "csv/empty.csv": "id,n,x,b,l\n", "csv/single.csv": "only\n7\n\n"}
	for _, program := range []string{"fwci.py", "fwci.R"} {
		data, err := os.ReadFile(filepath.Join("..", "load", program))
		if err != nil {
			t.Fatal(err)
		}
		files["load/"+program] = string(data)
	}
	for path, text := range files {
		path = filepath.Join(dir, path)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// loaders are the programs that load.py and load.R test, and what each calls a whole number beyond 32 bits.
var loaders = []struct {
	name    string
	command []string
	large   string
}{
	{"pandas", []string{python, "load.py"}, "integer"}, {"R", []string{"Rscript", "--vanilla", "load.R"}, "number"},
}

func TestLoadersOfHardValues(t *testing.T) {
	others(t)
	for _, l := range loaders {
		t.Run(l.name, func(t *testing.T) {
			if !present(l.name, l.command[0]) {
				missing(t, l.name)
				return
			}
			data, err := exec.Command(l.command[0], append(l.command[1:], hardRelease(t, hardTable, hardPackage))...).CombinedOutput()
			if err != nil {
				t.Fatalf("%v:\n%s", err, data)
			}
			compareLines(t, string(data), strings.Replace(hardLoaded, "WHOLE", l.large, 1))
		})
	}
}

// TestLoadersRefuse changes the release so that it is not as its package says; the loaders say what and where.
func TestLoadersRefuse(t *testing.T) {
	others(t)
	table := func(old, new string) [2]string {
		return [2]string{strings.Replace(hardTable, old, new, 1), hardPackage}
	}
	for _, test := range []struct {
		name    string
		release [2]string
		says    []string
	}{
		{"a value too few", table("TRUE,null,-1,,,,,\n", "TRUE,null,-1,,,,\n"), []string{"3", "8"}},
		{"a value too many", table("TRUE,null,-1,,,,,\n", "TRUE,null,-1,,,,,,\n"), []string{"9"}}, // R counts the lines in words of its own
		{"a row too few", table("TRUE,null,-1,,,,,\n", ""), []string{"hard.csv: 2 rows; expected 3"}},
		{"another column", table("whole", "part2"), []string{"hard.csv: the columns are", "part2", "expected"}},
		{"not a whole number", table(",3,", ",3.5,"), []string{"hard.csv, row 1, whole: ", "3.5", "is not of the type integer"}},
		{"not a number", table("0.125", "much"), []string{"hard.csv, row 1, part: ", "much", "is not of the type number"}},
		{"not a truth value", table("false", "no"), []string{"hard.csv, row 2, is true: ", "no", "is not of the type boolean"}},
		{"a type that is not known", [2]string{hardTable, strings.Replace(hardPackage, `"number"`, `"geopoint"`, 1)}, []string{"hard.csv, part: the type", "geopoint", "is not one that this program knows"}},
	} {
		for _, l := range loaders {
			t.Run(test.name+" "+l.name, func(t *testing.T) {
				if !present(l.name, l.command[0]) {
					missing(t, l.name)
					return
				}
				data, err := exec.Command(l.command[0], append(l.command[1:], hardRelease(t, test.release[0], test.release[1]))...).CombinedOutput()
				if err == nil {
					t.Fatalf("it is loaded:\n%s", data)
				}
				for _, says := range test.says {
					if !strings.Contains(string(data), says) {
						t.Errorf("it says\n%s\nexpected %q in it", data, says)
					}
				}
			})
		}
	}
}
