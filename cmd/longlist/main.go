// Command longlist makes a long list of titles or skills, to measure how fast lists are matched.
//
// In goes the number of lines and an ESCO download; out comes one label a line, each once: alternative labels,
// then the same as other people write them. The same download gives the same lines.
package main

import (
	"bufio"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/fwci-open-data/fwci/extract/escodata"
	"github.com/fwci-open-data/fwci/transform/match"
)

func main() {
	esco := flag.String("esco", "", "`PATH` of the official English download of ESCO v1.1.1")
	target := flag.String("target", string(match.Occupations), "`TARGET` whose labels to take: skills or occupations")
	count := flag.Int("count", 20000, "how many lines to write (`N`)")
	flag.Parse()
	if err := run(*esco, match.Target(*target), *count); err != nil {
		fmt.Fprintf(os.Stderr, "longlist: %v\n", err)
		os.Exit(1)
	}
}

func run(esco string, target match.Target, count int) error {
	c, err := escodata.LoadFor([]string{esco}, target.Types()...)
	if err != nil {
		return err
	}
	lines := lines(labels(c, target), count)
	if len(lines) < count {
		return fmt.Errorf("the download gives %d lines of %s; expected %d", len(lines), target, count)
	}
	w := bufio.NewWriter(os.Stdout)
	for _, line := range lines {
		fmt.Fprintln(w, line)
	}
	return w.Flush()
}

// labels returns the alternative labels of the concepts of a target: the first of each, then the second.
func labels(c *escodata.Classification, target match.Target) []string {
	var list []string
	for k, more := 0, true; more; k++ {
		more = false
		for i := range c.Concepts {
			if concept := &c.Concepts[i]; slices.Contains(target.Types(), concept.Type) && k < len(concept.AltLabels) {
				list, more = append(list, concept.AltLabels[k]), true
			}
		}
	}
	return list
}

// ways are the ways in which a label is written; there is another one for those that name two things.
var ways = []func(label, other string) string{
	func(label, _ string) string { return label },
	func(label, _ string) string { return "Senior " + label },
	func(label, other string) string { return label + "/" + other },
	func(label, _ string) string { return strings.ToUpper(label[:1]) + label[1:] + " - Denver, CO" },
	func(label, _ string) string { return withoutLetter(label) },
	func(label, other string) string {
		words := strings.Fields(other)
		return label + " " + words[len(words)-1]
	},
	func(label, _ string) string { return label + " II" },
}

// withoutLetter returns a label with a letter of its longest word left out.
func withoutLetter(label string) string {
	longest := slices.MaxFunc(strings.Fields(label), func(a, b string) int { return len(a) - len(b) })
	return strings.Replace(label, longest, longest[:len(longest)/2]+longest[len(longest)/2+1:], 1)
}

// lines writes labels in one way after another until there are enough. Each way takes a quarter of the labels,
// so that there are all ways in a list of usual length.
func lines(labels []string, count int) []string {
	seen := map[string]bool{}
	var list []string
	for round := range 4 {
		for way, write := range ways {
			for i := (round + way) % 4; i < len(labels) && len(list) < count; i += 4 {
				line := write(labels[i], labels[(i+len(labels)/2+1)%len(labels)])
				if !seen[line] && len(line) < 120 && line[0] < 0x80 {
					seen[line] = true
					list = append(list, line)
				}
			}
		}
	}
	return list
}
