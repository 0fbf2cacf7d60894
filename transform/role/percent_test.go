package role_test

import (
	"testing"

	"github.com/fwci-open-data/fwci/transform/role"
)

func TestPercent(t *testing.T) {
	for _, c := range [][3]int{{0, 0, 0}, {0, 7, 0}, {30, 43, 70}, {22, 32, 69}, {1, 200, 1}, {1, 201, 0}, {23, 40, 58}, {1, 8, 13}, {1, 3, 33}, {2, 3, 67}, {52, 53, 98}, {53, 53, 100}} {
		if got := role.Percent(c[0], c[1]); got != c[2] {
			t.Errorf("%d of %d is %d percent; want %d", c[0], c[1], got, c[2])
		}
	}
}
