"""The five services of DigitalMarkt; none of them imports another."""
