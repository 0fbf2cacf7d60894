package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"github.com/fwci-open-data/fwci/export"
	"github.com/fwci-open-data/fwci/export/release"
	"github.com/fwci-open-data/fwci/extract"
	"github.com/fwci-open-data/fwci/extract/catalog"
	"github.com/fwci-open-data/fwci/extract/publication"
)

var sourcesCommand = command{
	name:  "sources",
	args:  "[--check] [--accept] [--timeout DURATION] [--raw DIR]",
	about: "list where the sources are published, and check whether one changed",
	help: `
Lists the sources and the related documents that raw/sources.json names, each with
the address at which it was published.

With --check, checks each address and compares its text with what
raw/sources.lock.json records of it: the text of a page without its markup, a PDF
byte for byte. Where the server gave a date or a tag of the version (ETag) the last
time, it is asked to send the text only if it is newer; redirects are shown; a page
may take 30 seconds and 32 MiB. Exit code 0 says that every text is unchanged, 1 that
one changed, is gone, could not be checked or was not recorded yet. An address that
leads to a whole site and not to a page is not checked.

With --accept, does the same and records what was read. Then exit code 1 means that
an address could not be read; its record stays. This changes no source: read
the new text, put it into raw/ and build.

examples:
  fwci sources
  fwci sources --check
  fwci sources --accept`,
	prepare: func(flags *flag.FlagSet) action {
		raw := flags.String("raw", "raw", "`DIR` with sources.json and sources.lock.json")
		check := flags.Bool("check", false, "check each address: compare its text with the record")
		accept := flags.Bool("accept", false, "check each address and record its text")
		timeout := flags.Duration("timeout", publication.DefaultTimeout, "the most time for one address (`DURATION`, such as 30s)")
		return func(ctx context.Context, env *environment, args []string) error {
			if len(args) > 0 {
				return misuse("unexpected argument %q", args[0])
			}
			if *timeout <= 0 {
				return misuse("--timeout %s; expected a time above zero, such as 30s", *timeout)
			}
			c, err := readCatalog(*raw)
			if err != nil {
				return err
			}
			if !*check && !*accept {
				return listSources(env.out, *raw, c)
			}
			w := watch{out: env.out, raw: *raw, accept: *accept, timeout: *timeout, settle: env.settle}
			return w.run(ctx, c)
		}
	},
}

// readCatalog reads sources.json alone: a source that does not parse keeps nobody from asking for a new one.
func readCatalog(raw string) (*catalog.Catalog, error) {
	file := filepath.Join(raw, extract.CatalogFile)
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("reading the list of sources: %w", err)
	}
	return catalog.Parse(filepath.ToSlash(file), data)
}

// listSources prints each source and each related document with its address.
func listSources(w io.Writer, raw string, c *catalog.Catalog) error {
	for _, s := range c.Sources {
		address := s.URL
		if address == "" {
			address = "no address is given"
		}
		if _, err := fmt.Fprintf(w, "%s\n  %s, %s\n  %s\n", s.ID, s.Title, s.Publisher, address); err != nil {
			return err
		}
		if _, err := fmt.Fprintf(w, "  %s%s\n", filepath.ToSlash(filepath.Join(raw, s.Path)), retrieved(s)); err != nil {
			return err
		}
	}
	for _, r := range c.Related {
		if _, err := fmt.Fprintf(w, "related document\n  %s, %s\n  %s\n", r.Title, r.Publisher, r.URL); err != nil {
			return err
		}
	}
	return nil
}

func retrieved(s catalog.Source) string {
	if s.Retrieved == "" {
		return ""
	}
	return ", retrieved " + s.Retrieved
}

// watch is one run over the addresses.
type watch struct {
	out     io.Writer
	raw     string
	accept  bool
	timeout time.Duration
	settle  func(work func() error) error // see environment
}

func (w watch) run(ctx context.Context, c *catalog.Catalog) error {
	file := filepath.Join(w.raw, publication.LockFile)
	data, err := os.ReadFile(file)
	if err != nil {
		return fmt.Errorf("reading what was recorded of the addresses: %w", err)
	}
	lock, err := publication.ParseLock(filepath.ToSlash(file), data)
	if err != nil {
		return err
	}
	client := publication.Client{Timeout: w.timeout, Agent: fmt.Sprintf("%s/%s (+%s)", export.Tool.Name, export.Tool.Version, c.Dataset.Homepage)}
	var next publication.Lock
	counts := map[publication.State]int{}
	asked := addresses(c)
	for _, address := range asked {
		if !isPage(address) {
			fmt.Fprintf(w.out, "not checked: %s\n  the address names a site and no page on it\n", address)
			continue
		}
		recorded := lock.Of(address)
		answer, err := client.Ask(ctx, address, recorded)
		if err != nil {
			return err
		}
		counts[answer.State]++
		w.show(answer)
		if answer.Record.Fingerprint != "" {
			recorded = answer.Record
		}
		if recorded.Fingerprint != "" {
			next.Addresses = append(next.Addresses, recorded)
		}
	}
	if !w.accept {
		return verdict(counts, publication.Changed, publication.Gone, publication.Unknown, publication.NotRecorded)
	}
	text, err := next.Format()
	if err == nil && string(text) != string(data) {
		err = w.settle(func() error { return release.WriteFile(file, text) })
	}
	return errors.Join(err, verdict(counts, publication.Gone, publication.Unknown))
}

// show prints an answer: its state, the way to it, and what is to say of it.
func (w watch) show(a publication.Answer) {
	fmt.Fprintf(w.out, "%s: %s\n", a.State, a.URL)
	for _, step := range a.Redirects {
		fmt.Fprintf(w.out, "  redirect %s\n", step)
	}
	if a.Detail != "" {
		fmt.Fprintf(w.out, "  %s\n", a.Detail)
	}
}

// verdict is an error that counts the addresses in states that ask for somebody's attention.
func verdict(counts map[publication.State]int, attention ...publication.State) error {
	all, some := 0, ""
	for _, state := range attention {
		if n := counts[state]; n > 0 {
			some += fmt.Sprintf(", %d %s", n, state)
		}
	}
	for _, n := range counts {
		all += n
	}
	if some == "" {
		return nil
	}
	return fmt.Errorf("of %d addresses%s", all, some)
}

// addresses lists where the sources and the related documents are published, each address once.
func addresses(c *catalog.Catalog) []string {
	var all []string
	seen := map[string]bool{"": true}
	add := func(address string) {
		if !seen[address] {
			all = append(all, address)
		}
		seen[address] = true
	}
	for _, s := range c.Sources {
		add(s.URL)
	}
	for _, r := range c.Related {
		add(r.URL)
	}
	return all
}

// isPage distinguishes a page from a site: the start page of a site changes each day and holds no source.
func isPage(address string) bool {
	u, err := url.Parse(address)
	return err != nil || (u.Path != "" && u.Path != "/") || u.RawQuery != ""
}
