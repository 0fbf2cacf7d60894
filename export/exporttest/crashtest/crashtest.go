// Package crashtest gives the moments at which tests kill builds. It needs little, so that the programs which the tests kill
// start quickly.
package crashtest

import (
	"math/rand/v2"
	"os"
	"strconv"
	"sync"
	"testing"
	"time"
)

// Runs says how many builds a test kills, and gives the moments: two dozen, or as many as FWCI_CRASH_RUNS asks
// for (make crash). The seed of the moments is logged; FWCI_CRASH_SEED sets it.
func Runs(t testing.TB) (runs int, moments *Moments) {
	t.Helper()
	seed := number(t, "FWCI_CRASH_SEED", uint64(time.Now().UnixNano())%1_000_000)
	t.Logf("FWCI_CRASH_SEED=%d", seed)
	return int(number(t, "FWCI_CRASH_RUNS", 24)), &Moments{random: rand.New(rand.NewPCG(seed, 0))}
}

func number(t testing.TB, name string, otherwise uint64) uint64 {
	t.Helper()
	text := os.Getenv(name)
	if text == "" {
		return otherwise
	}
	value, err := strconv.ParseUint(text, 10, 31)
	if err != nil || value == 0 {
		t.Fatalf("%s is %q; expected a number from 1", name, text)
	}
	return value
}

// Moments are random times that follow from a seed. They may be drawn by several tests at once.
type Moments struct {
	mu     sync.Mutex
	random *rand.Rand
}

// Before returns a time from 0 up to, and without, a positive limit.
func (m *Moments) Before(limit time.Duration) time.Duration {
	m.mu.Lock()
	defer m.mu.Unlock()
	return time.Duration(m.random.Int64N(int64(max(limit, 1))))
}
