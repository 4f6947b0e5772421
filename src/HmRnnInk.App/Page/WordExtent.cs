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
    /// <summary>
    /// A gap ends a word on its last letter only if that letter has this many rows. The window moves on to a letter some ten rows before
    /// the pen begins it, and a written letter mostly has more than twenty.
    /// </summary>
    public const int MinimumRowsOfLastLetter = 15;

    // The index after the last letter of the word; null without a text.
    private readonly int? _wordEnd;
    private float _x;
    private int _rowsOfLastLetter;
    private bool _lifted;

    /// <summary>For rows without a text.</summary>
    /// <param name="gap">How far the first row is to the right of the ink before it, IAM units.</param>
    public WordExtent(float gap) => BeginsWord = gap > PenPlace.MinimumWordGap;

    /// <summary>For the rows of a text.</summary>
    /// <param name="begins">Whether a word begins with the first row.</param>
    /// <param name="wordEnd">The index after the last letter of the row's word.</param>
    public WordExtent(bool begins, int wordEnd) => (BeginsWord, _wordEnd) = (begins, wordEnd);

    /// <summary>Whether the ink is a word. Otherwise it is a stroke within one, which stays with the strokes before it.</summary>
    public bool BeginsWord { get; }

    /// <summary>How far the ink reaches to the right of its first row, IAM units.</summary>
    public float Units { get; private set; }

    /// <summary>The number of rows of the ink.</summary>
    public int Rows { get; private set; }

    /// <summary>Whether the ink has ended, so that further rows change nothing.</summary>
    public bool IsComplete { get; private set; }

    /// <summary><see cref="Units"/> once the ink has ended; null before, because the ink may reach farther.</summary>
    public readonly float? Known => IsComplete ? Units : null;

    /// <param name="letter">The letter of a text that the row writes.</param>
    public void Take(PenOffset row, int letter)
    {
        if (IsComplete) return;
        if (_lifted && (!BeginsWord || EndsWord(_x + row.DeltaX - Units, letter, _wordEnd, _rowsOfLastLetter)))
        {
            IsComplete = true;
            return;
        }

        if (Rows > 0) _x += row.DeltaX;
        Units = Math.Max(Units, _x);
        Rows++;
        if (letter == _wordEnd - 1) _rowsOfLastLetter++;
        _lifted = row.PenUp;
    }

    /// <summary>Whether a word has ended before a row that follows a lifted pen.</summary>
    /// <param name="gap">How far the row is to the right of the word's ink, IAM units.</param>
    /// <param name="letter">The letter of a text that the row writes.</param>
    /// <param name="wordEnd">The index after the word's last letter; null without a text.</param>
    /// <param name="rowsOfLastLetter">
    /// How many rows the word's last letter has. If they are few, the row begins this letter: a d, for example, begins far to the right.
    /// </param>
    public static bool EndsWord(float gap, int letter, int? wordEnd, int rowsOfLastLetter)
    {
        bool isGap = gap > PenPlace.MinimumWordGap;
        if (wordEnd is not { } end) return isGap;
        return letter >= end ? gap > 0 : letter == end - 1 && isGap && rowsOfLastLetter >= MinimumRowsOfLastLetter;
    }
}
