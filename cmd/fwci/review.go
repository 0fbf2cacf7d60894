package main

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/fwci-open-data/fwci/export/ranking"
	"github.com/fwci-open-data/fwci/extract"
	"github.com/fwci-open-data/fwci/extract/escodata"
	"github.com/fwci-open-data/fwci/transform/crosswalk"
	"github.com/fwci-open-data/fwci/transform/match"
	"github.com/fwci-open-data/fwci/transform/naming"
	"github.com/fwci-open-data/fwci/transform/review"
)

// setNames lists the names of the mapping sets of some kinds, for messages.
func setNames(kinds []crosswalk.Kind) string {
	var names []string
	for _, k := range kinds {
		names = append(names, k.Name)
	}
	return strings.Join(names, " or ")
}

var reviewCommand = command{
	name:  "review",
	args:  "(--esco PATH... | --target FILE --keep FILE) --reviewer NAME [--model] [--raw DIR] [--set SET] [--top K] [ID...] | --export FILE [--esco PATH...] [--set SET] | --import FILE",
	about: "judge mappings (pairs that a crosswalk links), at the terminal or in a workbook",
	help: `
Goes through the competencies, specialties or work roles that a mapping set maps
(its subjects), or those named by ID. Shows each with its definition, then each candidate that nobody has judged yet with its
description, and asks for a judgment:

  e exact    c close    b broad (ESCO is broader)    n narrow    r related
  x reject: the pair is not proposed again           l leave: decide later
  s next subject        q stop                       ? this list

A number from 0 to 1 and a comment may follow: "c 0.8 same scope, one is
knowledge". Each judgment is saved at once; the file stays sorted and
in the same form. Rejections are kept too.

A judgment is published as one of a person, unless the set names its reviewer
among the language models; --model does that.

--target FILE maps the subjects of the set to another framework instead (see
match); the judgments are kept in the mapping set of --keep, which no build
reads.

--export writes the mappings of a set as a workbook that a person fills in without
this program: both definitions, the earlier judgment, a list of choices, a
reason, a signature. --import reads it back: the person's judgments are kept
with name and date. The earlier ones stay in the file, but the person's are
published. Differences are shown, and become findings in the next build.

examples:
  fwci review --esco esco-v1.1.1 --reviewer "Jane Doe" accessibility
  fwci review --esco esco-v1.1.1 --export review.xlsx
  fwci review --import review.xlsx`,
	prepare: func(flags *flag.FlagSet) action {
		esco := paths{}
		flags.Var(&esco, "esco", "`PATH` of an ESCO download, zip, folder or CSV file; may be given several times")
		reviewer := flags.String("reviewer", "", "`NAME` under which the judgments are kept")
		model := flags.Bool("model", false, "the reviewer is an AI language model, not a person")
		raw := flags.String("raw", "raw", "`DIR` with the sources and crosswalk/")
		name := flags.String("set", "competency-skill", "`SET` to review: "+setNames(review.Reviewable()))
		target := flags.String("target", "", "`FILE` of another framework to map to, instead of ESCO")
		keep := flags.String("keep", "", "`FILE` of the mapping set, in SSSOM, for the judgments with --target")
		top := flags.Int("top", 8, "how many candidates to show for each subject (`K`)")
		export := flags.String("export", "", "XLSX `FILE` to write for a person to fill in")
		filled := flags.String("import", "", "XLSX `FILE` that a person filled in")
		return func(_ context.Context, env *environment, args []string) error {
			switch sheets := *export != "" || *filled != ""; {
			case sheets && (*export != "" && *filled != "" || *target != "" || *keep != "" || *reviewer != "" || *model || len(args) > 0):
				return misuse("expected --export or --import without the flags of a review at the terminal: who judged is written in the workbook")
			case *export != "":
				return exportSheet(env, *raw, *name, *export, esco)
			case *filled != "" && len(esco) > 0:
				return misuse("--import needs no --esco: the workbook has what the person read")
			case *filled != "":
				return importSheet(env, *raw, *filled)
			}
			kinds := review.Reviewable()
			at := slices.IndexFunc(kinds, func(k crosswalk.Kind) bool { return k.Name == *name })
			switch {
			case at < 0 || (len(esco) == 0) == (*target == "") || strings.TrimSpace(*reviewer) == "" || *top < 1:
				return misuse("expected --esco, --reviewer, and --set %s; or --target in place of --esco", setNames(review.Reviewable()))
			case *target != "" && !strings.HasSuffix(*keep, extract.MappingsSuffix), *target == "" && *keep != "":
				return misuse("expected --keep with --target, and a name that ends in %s", extract.MappingsSuffix)
			}
			if *keep != "" {
				if err := outside("--keep", *keep, *raw); err != nil {
					return err
				}
			}
			p := newProgress(env.err, false)
			if *target != "" {
				s := &session{env: env, in: bufio.NewScanner(env.in), reviewer: strings.TrimSpace(*reviewer), top: *top, mappingFile: mappingFile{file: *keep}}
				return s.runFramework(p, *raw, *target, kinds[at], *model, args)
			}
			ranked := review.Target(kinds[at])
			sources, set, err := loadTelling(p, *raw, esco, func(c *escodata.Classification) { p.tell(c, rankLacks(c, ranked), rankForeign) })
			if err != nil {
				return err
			}
			file, err := setOf(sources, set, *raw, *name)
			if err != nil {
				p.clear()
				return err
			}
			s := &session{env: env, in: bufio.NewScanner(env.in), concepts: sources.ESCO, reviewer: strings.TrimSpace(*reviewer), top: *top, mappingFile: file}
			if *model {
				if err := crosswalk.DeclareModels(s.set, s.reviewer); err != nil {
					p.clear()
					return err
				}
			}
			n := 0
			for _, t := range ranked.Types() {
				n += sources.ESCO.Count(t)
			}
			if n == 0 {
				p.clear()
				return fmt.Errorf("the ESCO download has no %s; missing files: %v", ranked, sources.ESCO.Missing)
			}
			if s.version = sources.ESCO.Version; sources.ESCO.VersionOpen {
				s.version = ""
				p.note("the judgments get no version of ESCO: the download may be of a later one than %s; a folder named esco-v%s would state it", sources.ESCO.Version, sources.ESCO.Version)
			}
			s.index = match.NewIndex(sources.ESCO, ranked, match.WithGroups)
			p.clear()
			subjects, err := review.Subjects(set, kinds[at])
			if err != nil {
				return err
			}
			return s.run(subjects, args)
		}
	},
}

// session is one run of the command by a reviewer.
type session struct {
	env      *environment
	in       *bufio.Scanner
	concepts *escodata.Classification // ESCO, or the framework
	index    *match.Index
	reviewer string
	version  string // of ESCO, as mappings record it; empty unless it is certain
	top      int
	judged   int
	mappingFile
}

// runFramework goes through the subjects of a kind with the concepts of a framework as candidates.
func (s *session) runFramework(p *progress, raw, file string, kind crosswalk.Kind, model bool, ids []string) error {
	_, set, err := load(p, raw)
	if err != nil {
		return err
	}
	concepts, local, err := readFramework(p, file)
	if err != nil {
		return err
	}
	if err := local.Err(); err != nil {
		p.clear()
		return fmt.Errorf("judgments cannot be kept for concepts without an IRI: %w", err)
	}
	for i := range concepts {
		concepts[i].ID = ranking.ConceptIRI(concepts[i].ID)
	}
	s.index = match.NewFrameworkIndex(file, concepts)
	s.concepts = s.index.Classification()
	p.clear()
	if err := s.open(set); err != nil {
		return err
	}
	if model {
		if err := crosswalk.DeclareModels(s.set, s.reviewer); err != nil {
			return err
		}
	}
	subjects, err := review.Subjects(set, kind)
	if err != nil {
		return err
	}
	return s.run(subjects, ids)
}

// errStop ends a session.
var errStop = errors.New("stopped")

func (s *session) run(subjects []review.Subject, ids []string) error {
	known := map[string]bool{}
	for _, subject := range subjects {
		known[subject.ID] = true
	}
	wanted := map[string]bool{}
	for _, id := range ids {
		if !known[id] {
			return fmt.Errorf("no subject %q in this set", id)
		}
		wanted[id] = true
	}
	for _, subject := range subjects {
		if len(wanted) > 0 && !wanted[subject.ID] {
			continue
		}
		if err := s.subject(subject); errors.Is(err, errStop) {
			break
		} else if err != nil {
			return err
		}
	}
	fmt.Fprintf(s.env.err, "%s saved in %s\n", naming.Counted(s.judged, "judgment"), s.file)
	return s.in.Err()
}

// subject shows a subject and asks for a judgment of each candidate.
func (s *session) subject(subject review.Subject) error {
	candidates := review.Candidates(s.set, subject, s.concepts, s.index, s.top)
	fmt.Fprintf(s.env.out, "\n%s (%s, %s so far)\n  %s\n", subject.Name, subject.ID, naming.Counted(review.Judged(s.set, subject), "judgment"), cmp.Or(subject.Definition, "no definition"))
	for i, c := range candidates {
		fmt.Fprintf(s.env.out, "\n  [%d of %d] %s (%s, confidence %.2f: %s)\n    %s\n    %s\n", i+1, len(candidates), c.Label, cmp.Or(c.Category, string(c.Type)), c.Confidence, c.Why, c.Description, c.URI)
		if next, err := s.ask(subject, c); err != nil || next {
			return err
		}
	}
	return nil
}

// letters are the answers that give a predicate; x, which gives none, rejects.
var letters = map[string]string{"e": "exactMatch", "c": "closeMatch", "b": "broadMatch", "n": "narrowMatch", "r": "relatedMatch", "x": ""}

// ask reads answers until one decides about the candidate. It reports whether to go on to the next
// subject; the end of the input stops the session.
func (s *session) ask(subject review.Subject, c review.Candidate) (next bool, err error) {
	for {
		fmt.Fprint(s.env.out, "  e c b n r x l s q ? > ")
		if !s.in.Scan() {
			return false, errStop
		}
		answer, rest, _ := strings.Cut(strings.TrimSpace(s.in.Text()), " ")
		switch answer {
		case "l", "":
			return false, nil
		case "s":
			return true, nil
		case "q":
			return false, errStop
		}
		predicate, ok := letters[answer]
		if !ok {
			fmt.Fprintln(s.env.out, "  e exact, c close, b broad, n narrow, r related, x reject, l leave, s next subject, q stop; a confidence from 0 to 1 and a comment may follow")
			continue
		}
		j := review.Judgment{Predicate: predicate, Confidence: 0.8, Reviewer: s.reviewer, Comment: strings.TrimSpace(rest)}
		if number, comment, _ := strings.Cut(strings.TrimSpace(rest), " "); number != "" {
			if value, err := strconv.ParseFloat(number, 64); err == nil {
				j.Confidence, j.Comment = value, strings.TrimSpace(comment)
			}
		}
		if err := review.Judge(s.set, subject, c, s.version, j); err != nil {
			fmt.Fprintf(s.env.out, "  %v\n", err)
			continue
		}
		s.judged++
		return false, s.save(s.env)
	}
}
