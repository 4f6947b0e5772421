using HmRnnInk.Ink;

namespace HmRnnInk.App.Page;

/// <summary>
/// Measures how far to the right the ink reaches that has to stay on one line: a word, or a stroke if the rows begin within a word. It is
/// given the rows one by one, from the first row of a stroke on.
/// </summary>
internal struct WordExtent
{
    private float _x;
    private bool _begun, _lifted, _isWord;

    /// <summary>To the right of the first row, IAM units.</summary>
    public float Units { get; private set; }

    /// <summary>Whether the ink has ended, so that further rows change nothing.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>The extent as a model's pen needs it; null if it is not known whether the ink ends here.</summary>
    public readonly float? Known => IsComplete ? Units : null;

    public void Take(PenOffset row)
    {
        if (IsComplete) return;
        if (!_begun)
        {
            (_begun, _isWord) = (true, row.DeltaX > PenPlace.SmallestWordGap);
        }
        else if (_lifted && (!_isWord || row.DeltaX > PenPlace.SmallestWordGap))
        {
            IsComplete = true;
            return;
        }
        else
        {
            Units = Math.Max(Units, _x += row.DeltaX);
        }

        _lifted = row.PenUp;
    }
}
