"""The model, the exact method and the greedy one."""
