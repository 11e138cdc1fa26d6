"""What principals are asked to certify, and how less of it covers the same requirements."""
