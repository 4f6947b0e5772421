using HmRnnInk.Ink;

namespace HmRnnInk.App.Page;

/// <summary>
/// Measures how far to the right a word reaches, because a word has to stay on one line. If the rows begin within a word, it measures only
/// their stroke. It is given the rows one by one, beginning with the first row of a stroke.
/// </summary>
/// <remarks>
/// Without a text, a wide gap after the word's ink ends the word. With a text, its letters end the word, because gaps within a word may be
/// wide; the next word also has to begin to the right of the word's ink, because a dot or a cross that is made later does not.
/// </remarks>
internal struct WordExtent
{
    // The index after the last letter of the word; null without a text.
    private readonly int? _wordEnd;
    private readonly float _gap;
    private float _x;
    private bool _begun, _lifted, _isWord;

    /// <summary>For rows without a text.</summary>
    /// <param name="gap">How far the first row is to the right of the ink before it, IAM units.</param>
    public WordExtent(float gap) => _gap = gap;

    /// <summary>For the rows of a text.</summary>
    /// <param name="begins">Whether a word begins with the first row.</param>
    /// <param name="wordEnd">The index after the last letter of the row's word.</param>
    public WordExtent(bool begins, int wordEnd) => (_isWord, _wordEnd) = (begins, wordEnd);

    /// <summary>Whether the ink is a stroke within a word of a text, which stays with the strokes before it.</summary>
    public readonly bool IsWithinWord => _wordEnd is not null && !_isWord;

    /// <summary>How far the ink reaches to the right of its first row, IAM units.</summary>
    public float Units { get; private set; }

    /// <summary>Whether the ink has ended, so that further rows change nothing.</summary>
    public bool IsComplete { get; private set; }

    /// <summary><see cref="Units"/> once the ink has ended; null before, because the ink may reach farther.</summary>
    public readonly float? Known => IsComplete ? Units : null;

    /// <param name="letter">The letter of a text that the row writes.</param>
    public void Take(PenOffset row, int letter)
    {
        if (IsComplete) return;
        if (!_begun)
        {
            _begun = true;
            if (_wordEnd is null) _isWord = _gap > PenPlace.MinimumWordGap;
        }
        else if (_lifted && (!_isWord || EndsWord(_x + row.DeltaX - Units, letter, _wordEnd)))
        {
            IsComplete = true;
            return;
        }
        else
        {
            _x += row.DeltaX;
            Units = Math.Max(Units, _x);
        }

        _lifted = row.PenUp;
    }

    /// <summary>Whether a word has ended before a row that follows a lifted pen.</summary>
    /// <param name="gap">How far the row is to the right of the word's ink, IAM units.</param>
    /// <param name="wordEnd">The index after the word's last letter; null without a text.</param>
    public static bool EndsWord(float gap, int letter, int? wordEnd)
    {
        bool isGap = gap > PenPlace.MinimumWordGap;
        return wordEnd is { } end ? (letter >= end && gap > 0) || (letter == end - 1 && isGap) : isGap;
    }
}
