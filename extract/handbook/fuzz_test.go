package handbook_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/extract/handbook"
	"github.com/fwci-open-data/fwci/extract/source"
)

// small is a handbook of one cluster with every kind of section, for fuzzing and for growing.
const small = `A Handbook, 2210

Table of Contents

X Clusters of Work Model.....	1
X Competency List	2
X General Competencies by Band	3
X Technical Competencies for Ops	4
X General Competency Importance Rankings	5
X Technical Competency Importance Rankings	5
Occupational Profile for all X	6
Occupational Profiles for Ops	7
Occupational Profile for Net	7
X General Competencies 8
X Technical Competencies 9

X Clusters of Work Model

Prose here.

Ops

Ops: does work, and

more work.

Types of work are:

- running; and/or
- walking.

X Competency List

General Competencies	Technical Competencies
<ul style="a"> • Writing	<ul> • Cabling</ul>

X General Competencies by Band

Entry Level*	Senior Level*
<ul> • Writing	<ul> • Writing • Thinking

*Note: Entry Level = Grades 5 – 7; Senior Level = Grades 14 – 15.

X Technical Competencies for Ops

Ops		
Competency	Entry Level	Senior Level
Cabling	X	**

***Note:* The competency Cabling goes.

X General Competency Importance Rankings

Competency	Current Importance	Future Importance
Writing	1	NR*

X Technical Competency Importance Rankings

Ops		
Competency	Current Importance	Future Importance
Cabling	1	1

Occupational Profile for all X

Important General Competencies and Tasks

Important General Competencies	
Writing	Thinking

Important General Tasks
Writes.

Occupational Profiles for Ops

This cluster runs.

Occupational Profile for Net

Net	
Important Technical Competencies	
Cabling	Hardware

Net
Important Technical Tasks
Pulls cables.

X General Competencies

Writing - Writes.

Note: With a pen.

X Technical Competencies

Cabling: Knowledge of cables, and

of their ends.

US Office of Personnel Management

1900 E Street NW, Washington DC 20415
`

func TestSmallHandbook(t *testing.T) {
	doc := parse(t, small)
	if len(doc.Clusters) != 1 || len(doc.Profiles) != 2 || len(doc.Definitions) != 2 || len(doc.Rankings) != 2 || doc.Definitions[1].Text.Value != "Knowledge of cables, and of their ends." {
		t.Errorf("the small handbook reads as %+v", doc)
	}
}

// FuzzParse: no text makes the parser panic; what it accepts has a class for every line, and what it
// refuses names the file.
func FuzzParse(f *testing.F) {
	text := raw(f)
	f.Add([]byte(text))
	f.Add([]byte(small))
	contents, body, _ := strings.Cut(text, "\n\nIntroduction\n\n")
	f.Add([]byte(contents))
	for section := range strings.SplitSeq(body, "\n\nOccupational Profile") {
		f.Add([]byte("Table of Contents\nOccupational Profiles 1\n\nOccupational Profile" + section))
	}
	for section := range strings.SplitSeq(body, "\n\nInformation Technology Management ") {
		heading, _, _ := strings.Cut(section, "\n")
		f.Add([]byte("T\nTable of Contents\nInformation Technology Management " + heading + " 1\n\nInformation Technology Management " + section))
	}
	for _, d := range append(proseDamages, tableDamages...) {
		f.Add([]byte(d.new))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, err := handbook.Parse(path, data)
		var problems source.Problems
		if err != nil && (!errors.As(err, &problems) || !strings.HasPrefix(err.Error(), path)) {
			t.Errorf("the error is not a list of problems of the file: %v", err)
		}
		if err != nil {
			return
		}
		lines := strings.Count(strings.TrimSuffix(string(data), "\n"), "\n") + 1
		if len(doc.Classes) != lines {
			t.Errorf("%d classes for %d lines", len(doc.Classes), lines)
		}
		for i, class := range doc.Classes {
			if class == "" {
				t.Errorf("line %d has no class", i+1)
			}
		}
	})
}
