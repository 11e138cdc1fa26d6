"""What other contexts may use of the letters."""

from preceptor.foundation.messages.commands.writing import Addressed, send, send_many, withdraw
from preceptor.foundation.messages.queries import LetterBrief, letters_about
from preceptor.foundation.messages.rules.writing import Recipient

__all__ = ["Addressed", "LetterBrief", "Recipient", "letters_about", "send", "send_many", "withdraw"]
