using System.Text;
using HmRnnInk.App.Session;
using HmRnnInk.Model;

namespace HmRnnInk.App.Ui.Text;

/// <summary>Tells the person which characters of the text the model does not know, so that it cannot write them.</summary>
internal sealed class UnknownCharacters(LiveText text)
{
    private const int MaximumNamed = 8;

    // The notice, and what it was made from.
    private (string Text, int Written, CharacterAlphabet? Alphabet) _noticed = ("", 0, null);
    private string _notice = "";

    /// <summary>The notice about the characters that are still to be written; empty if the model knows all of them.</summary>
    public string Notice
    {
        get
        {
            var now = (text.Text, text.Written, text.Alphabet);
            if (now != _noticed) (_noticed, _notice) = (now, CreateNotice());
            return _notice;
        }
    }

    private string CreateNotice()
    {
        if (text.Alphabet is null) return "";
        var unknown = new List<string>();
        foreach (Rune rune in text.Text.AsSpan(text.Written).EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || (rune.IsBmp && text.Alphabet.Knows((char)rune.Value))) continue;
            string character = rune.ToString();
            if (!unknown.Contains(character)) unknown.Add(character);
            if (unknown.Count > MaximumNamed) break;
        }

        if (unknown.Count == 0) return "";
        (string more, string them) = (unknown.Count > MaximumNamed ? " and others" : "", unknown.Count == 1 ? "it" : "them");
        return $"The model does not know {string.Join(' ', unknown.Take(MaximumNamed))}{more}: it leaves {them} out";
    }
}
