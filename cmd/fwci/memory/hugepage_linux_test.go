package memory

import (
	"bufio"
	"fmt"
	"os"
	"strings"
	"testing"
)

// TestHeapHasHugePages finds what the program made last in a part of the heap for which large pages were asked.
func TestHeapHasHugePages(t *testing.T) {
	if _, err := os.Stat("/sys/kernel/mm/transparent_hugepage"); err != nil {
		t.Skip("this kernel has no large pages: ", err)
	}
	UseLargePages()
	made := make([]byte, 16<<20)[8<<20:] // its first bytes may be in what the program took from the system before
	maps, err := os.Open("/proc/self/smaps")
	if err != nil {
		t.Fatal(err)
	}
	defer maps.Close()
	var at uint64
	if _, err := fmt.Sscanf(fmt.Sprintf("%p", made), "0x%x", &at); err != nil {
		t.Fatal(err)
	}
	inside := false // the lines are of the part of the memory that holds what was made
	for lines := bufio.NewScanner(maps); lines.Scan(); {
		var first, end uint64
		if n, _ := fmt.Sscanf(lines.Text(), "%x-%x ", &first, &end); n == 2 {
			inside = first <= at && at < end
		}
		if flags, ok := strings.CutPrefix(lines.Text(), "VmFlags:"); ok && inside {
			if !strings.Contains(flags+" ", " hg ") {
				t.Errorf("the part of the heap at %#x has the flags%s; expected hg among them", at, flags)
			}
			return
		}
	}
	t.Errorf("no part of the memory in /proc/self/smaps holds the address %#x", at)
}
