package main_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// module is the path that go.mod gives, and root its folder.
const (
	module = "github.com/fwci-open-data/fwci"
	root   = "../.."
)

// layers lists the top folders from the outside in; a package imports its own layer and those after it.
// schemas is separate: every layer may import it, and it imports none.
var layers = []string{"cmd", "export", "transform", "extract"}

// formats names the packages that may import a format's library, tests included. A library belongs to one
// format; the verifier reads CSV as a user of gocsv would, and DCAT is JSON-LD too.
var formats = map[string][]string{
	"github.com/xuri/excelize":     {"export/excel", "export/ranking", "export/reviewsheet", "extract/dcwf", "extract/nice", "extract/querylist", "extract/reviewsheet", "extract/sheet"},
	"github.com/apache/arrow":      {"export/parquet"},
	"github.com/gocarina/gocsv":    {"export/csv", "export/verify"},
	"modernc.org/sqlite":           {"export/sqlite"},
	"github.com/piprate/json-gold": {"export/linkeddata", "export/dcat", "extract/framework"},
}

// A goPackage is a folder with Go files.
type goPackage struct {
	dir     string // below root, with forward slashes
	files   map[string]*ast.File
	fileSet *token.FileSet
}

var parsed []goPackage

// packages parses every Go file below the layers and schemas, once for all tests.
func packages(t *testing.T) []goPackage {
	t.Helper()
	if parsed == nil {
		parsed = parsePackages(t)
	}
	return parsed
}

func parsePackages(t *testing.T) []goPackage {
	t.Helper()
	var all []goPackage
	for _, top := range append([]string{"schemas"}, layers...) {
		err := filepath.WalkDir(filepath.Join(root, top), func(name string, entry fs.DirEntry, err error) error {
			if err != nil || !entry.IsDir() {
				return err
			}
			if entry.Name() == "testdata" {
				return fs.SkipDir
			}
			if p := parsePackage(t, name); len(p.files) > 0 {
				all = append(all, p)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if len(all) < 20 {
		t.Fatalf("only %d packages found; is %s the root?", len(all), root)
	}
	return all
}

func parsePackage(t *testing.T, dir string) goPackage {
	t.Helper()
	below, err := filepath.Rel(root, dir)
	if err != nil {
		t.Fatal(err)
	}
	p := goPackage{dir: filepath.ToSlash(below), files: map[string]*ast.File{}, fileSet: token.NewFileSet()}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), ".go") {
			continue
		}
		file, err := parser.ParseFile(p.fileSet, filepath.Join(dir, e.Name()), nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		p.files[e.Name()] = file
	}
	return p
}

func isTest(file string) bool { return strings.HasSuffix(file, "_test.go") }

// imports lists the import paths of a package's files by file name.
func (p goPackage) imports(t *testing.T, tests bool) map[string][]string {
	t.Helper()
	all := map[string][]string{}
	for name, file := range p.files {
		if isTest(name) && !tests {
			continue
		}
		for _, spec := range file.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			all[name] = append(all[name], imported)
		}
	}
	return all
}

func top(dir string) string {
	first, _, _ := strings.Cut(dir, "/")
	return first
}

// Imports go one way: cmd → export → transform → extract; schemas imports none of them. A package below a command is of
// that command alone.
func TestImportsGoOneWay(t *testing.T) {
	for _, p := range packages(t) {
		from := slices.Index(layers, top(p.dir))
		for file, imports := range p.imports(t, false) {
			for _, imported := range imports {
				below, ours := strings.CutPrefix(imported, module+"/")
				if !ours || top(below) == "schemas" {
					continue
				}
				to := slices.Index(layers, top(below))
				own := strings.HasPrefix(below, p.dir+"/")
				if from < 0 || to < 0 || to < from || top(below) == "cmd" && !own {
					t.Errorf("%s/%s imports %s: imports go %s, and schemas imports none of them", p.dir, file, below, strings.Join(layers, " → "))
				}
			}
		}
	}
}

// The published record depends on nothing else.
func TestRecordsImportTheStandardLibraryOnly(t *testing.T) {
	for _, dir := range []string{"transform/dataset", "schemas"} {
		for file, imports := range parsePackage(t, filepath.Join(root, filepath.FromSlash(dir))).imports(t, false) {
			for _, imported := range imports {
				if strings.Contains(top(imported), ".") {
					t.Errorf("%s/%s imports %s; expected the standard library alone", dir, file, imported)
				}
			}
		}
	}
}

// The library of a format is imported in the package of that format and nowhere else.
func TestFormatLibrariesStayInTheirFormat(t *testing.T) {
	used := map[string]bool{}
	for _, p := range packages(t) {
		for file, imports := range p.imports(t, true) {
			for _, imported := range imports {
				for library, homes := range formats {
					if imported != library && !strings.HasPrefix(imported, library+"/") {
						continue
					}
					at := slices.IndexFunc(homes, func(home string) bool { return p.dir == home || strings.HasPrefix(p.dir, home+"/") })
					if used[library] = true; at < 0 {
						t.Errorf("%s/%s imports %s, which belongs to %s", p.dir, file, imported, strings.Join(homes, " and "))
					}
				}
			}
		}
	}
	for library, homes := range formats {
		if !used[library] {
			t.Errorf("no package imports %s; expected %s", library, strings.Join(homes, " and "))
		}
	}
}

// A package is named after what it holds, in the singular of the field's words.
func TestPackageNames(t *testing.T) {
	vague := regexp.MustCompile(`^(utils?|common|helpers?|misc|shared|base|tools?|lib|core|types|models?|internal|pkg)$`)
	for _, p := range packages(t) {
		if vague.MatchString(path.Base(p.dir)) {
			t.Errorf("the folder %s says nothing of what it holds", p.dir)
		}
		for name, file := range p.files {
			if got := strings.TrimSuffix(file.Name.Name, "_test"); got != "main" && got != path.Base(p.dir) {
				t.Errorf("%s/%s is of package %s; expected %s", p.dir, name, file.Name.Name, path.Base(p.dir))
			}
		}
	}
}

// Every package says what it is, in one file, in sentences.
func TestPackageComments(t *testing.T) {
	for _, p := range packages(t) {
		var comments []string
		code := false
		for name, file := range p.files {
			if isTest(name) {
				continue
			}
			code = true
			if file.Doc != nil {
				comments = append(comments, file.Doc.Text())
			}
		}
		switch {
		case !code:
		case len(comments) != 1:
			t.Errorf("%s has %d package comments; expected one", p.dir, len(comments))
		case !strings.HasPrefix(comments[0], "Package ") && !strings.HasPrefix(comments[0], "Command ") || !strings.HasSuffix(strings.TrimSpace(comments[0]), "."):
			t.Errorf("%s: the package comment is no sentence that begins with Package or Command: %q", p.dir, comments[0])
		}
	}
}

// ARCHITECTURE.md has a line for each package, one sentence, and no other.
func TestTheMapNamesEveryPackage(t *testing.T) {
	data, err := os.ReadFile(filepath.Join(root, ".github", "ARCHITECTURE.md"))
	if err != nil {
		t.Fatal(err)
	}
	named := map[string]string{}
	for _, line := range regexp.MustCompile("(?m)^- `([a-z/]+)`: (.*)$").FindAllStringSubmatch(strings.ReplaceAll(string(data), "\r\n", "\n"), -1) {
		if named[line[1]] != "" {
			t.Errorf("ARCHITECTURE.md names %s twice", line[1])
		}
		named[line[1]] = line[2]
	}
	for _, p := range packages(t) {
		if sentence := named[p.dir]; !regexp.MustCompile(`^[A-Z][^\n]*[A-Za-z)`+"`"+`0-9]\.$`).MatchString(sentence) || strings.Contains(sentence, ". ") {
			t.Errorf("ARCHITECTURE.md says %q of %s; expected a sentence", sentence, p.dir)
		}
		delete(named, p.dir)
	}
	for dir := range named {
		t.Errorf("ARCHITECTURE.md names %s, which is no package", dir)
	}
}

// The first screen of README.md leads to the documents for those who change the program.
func TestTheReadmeLeadsToTheDocuments(t *testing.T) {
	data, err := os.ReadFile(filepath.Join(root, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.SplitN(string(data), "\n", 31)
	screen := strings.Join(lines[:min(30, len(lines))], "\n")
	for _, document := range []string{".github/CONTRIBUTING.md", ".github/ARCHITECTURE.md"} {
		if !strings.Contains(screen, "]("+document+")") {
			t.Errorf("the first 30 lines of README.md do not lead to %s", document)
		}
	}
}

// Every exported name has a comment that begins with the name and says what it is.
func TestExportedNamesAreExplained(t *testing.T) {
	for _, p := range packages(t) {
		for name, file := range p.files {
			if isTest(name) {
				continue
			}
			for _, d := range file.Decls {
				for _, e := range exported(d) {
					if !e.explained() {
						t.Errorf("%s: %s has no comment that is a sentence and names it", p.fileSet.Position(e.at), e.name)
					}
				}
			}
		}
	}
}

// An export is an exported name with its comment. A name in a group is explained by its own comment or by
// the group's.
type export struct {
	name    string
	at      token.Pos
	comment string
	group   bool
}

func (e export) explained() bool {
	text := strings.TrimSpace(e.comment)
	if e.group {
		return text != ""
	}
	begins := strings.HasPrefix(strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(text, "A "), "An "), "The "), e.name)
	return begins && regexp.MustCompile(`[.:)]$`).MatchString(text)
}

func exported(d ast.Decl) []export {
	switch d := d.(type) {
	case *ast.FuncDecl:
		if d.Name.IsExported() && (d.Recv == nil || receiverIsExported(d.Recv)) {
			return []export{{d.Name.Name, d.Pos(), d.Doc.Text(), false}}
		}
	case *ast.GenDecl:
		var all []export
		for _, spec := range d.Specs {
			all = append(all, exportedIn(d, spec)...)
		}
		return all
	}
	return nil
}

func exportedIn(d *ast.GenDecl, spec ast.Spec) []export {
	grouped := d.Lparen.IsValid()
	switch spec := spec.(type) {
	case *ast.TypeSpec:
		comment := spec.Doc.Text()
		if comment == "" && !grouped {
			comment = d.Doc.Text()
		}
		if spec.Name.IsExported() {
			return []export{{spec.Name.Name, spec.Pos(), comment, false}}
		}
	case *ast.ValueSpec:
		var all []export
		for _, name := range spec.Names {
			if name.IsExported() {
				all = append(all, export{name.Name, name.Pos(), spec.Doc.Text() + d.Doc.Text() + spec.Comment.Text(), grouped || len(spec.Names) > 1})
			}
		}
		return all
	}
	return nil
}

func receiverIsExported(list *ast.FieldList) bool {
	kind := list.List[0].Type
	for {
		switch k := kind.(type) {
		case *ast.StarExpr:
			kind = k.X
		case *ast.IndexExpr:
			kind = k.X
		case *ast.Ident:
			return k.IsExported()
		default:
			return true
		}
	}
}
