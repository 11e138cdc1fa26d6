"""What is decided on plain values: addresses, headers, links, the mail server's address and its answers."""
