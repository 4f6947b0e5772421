using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.Model;

/// <summary>
/// Writes the next word of a given text several times at once, and chooses the ink that fits its text best (<see cref="TextContrast"/>):
/// that with the largest pointwise mutual information, log p(ink | text) − log p(ink | no text). Ink that the model would also have written
/// without the text has little.
/// </summary>
/// <remarks>
/// The criterion is that of Li et al. 2016 (arXiv 1510.03055) for answers in a dialogue. By log p(ink | text) alone the choice is no better
/// than chance (docs/research/log.md). Rows are sampled here and not by a <see cref="Generator"/>, because their likelihoods need them
/// normalised.
/// </remarks>
public sealed class WordCandidates
{
    /// <summary>The number of candidates that the app and the trainer write.</summary>
    public const int DefaultCount = 5;

    /// <summary>A word ends at this number of rows at the latest, for texts without spaces.</summary>
    public const int MaximumRows = 400;

    private readonly TextContrast _contrast;
    private readonly int[] _streams; // those of incomplete words come first
    private readonly PenOffset[] _offsets;
    private readonly Candidate[] _candidates;
    private string _text = "";
    private double _bias;
    private int _incomplete;

    /// <param name="model">With a text window.</param>
    /// <param name="count">The number of candidates, at least 1.</param>
    public WordCandidates(PackedModel model, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        _contrast = new(model, count);
        _streams = new int[count];
        _offsets = new PenOffset[count];
        _candidates = [.. _streams.Select(_ => new Candidate())];
    }

    /// <summary>
    /// The rows of the chosen word, in IAM units, as soon as <see cref="Advance"/> has returned true. Valid until the next word.
    /// </summary>
    public IReadOnlyList<PenOffset> Chosen { get; private set; } = [];

    /// <summary>Whether <see cref="Chosen"/> ends the text: it is the last word, and its last row lifts the pen.</summary>
    public bool EndsText { get; private set; }

    /// <summary>Begins a word.</summary>
    /// <param name="state">The model's state after the newest row.</param>
    /// <param name="text">The text that the model sees in this state.</param>
    /// <param name="bias">See <see cref="Sampler.Sample"/>.</param>
    /// <param name="random">Gives each candidate its seed.</param>
    /// <param name="holdsTop">See <see cref="IStepEngine.HoldTop"/>.</param>
    public void Begin(StepState state, string text, double bias, Random random, bool holdsTop = false)
    {
        (_text, _bias, _incomplete) = (text, bias, _streams.Length);
        for (int stream = 0; stream < _streams.Length; stream++)
        {
            _candidates[stream].Begin((ulong)(random.NextDouble() * (1UL << 53)));
            _streams[stream] = stream;
        }

        _contrast.Begin(state, _streams.Length, hasText: true, holdsTop);
    }

    /// <summary>Writes a row of every candidate whose word is not complete.</summary>
    /// <returns>Whether all are complete.</returns>
    public bool Advance()
    {
        Span<int> streams = _streams.AsSpan(0, _incomplete);
        foreach (int stream in streams)
        {
            Candidate candidate = _candidates[stream];
            (float x, float y, bool penUp) = candidate.Sampler.Sample(_contrast.Next(stream), _bias);
            candidate.Information += _contrast.Information(stream, x, y, penUp);
            _offsets[stream] = _contrast.Denormalise(x, y, penUp);
            candidate.Rows.Add(_offsets[stream]);
        }

        _contrast.Step(streams, _offsets);
        _incomplete = 0;
        foreach (int stream in streams)
            if (!_candidates[stream].TryComplete(_text, _contrast.Trace(stream).TextPosition)) _streams[_incomplete++] = stream;
        if (_incomplete > 0) return false;
        Candidate best = _candidates.MaxBy(candidate => (!candidate.Fails, candidate.Information))!;
        (Chosen, EndsText) = (best.Rows, best.EndsText);
        return true;
    }

    private sealed class Candidate
    {
        private readonly SeededRandom _random = new(0);
        private TextStopRule? _stopRule;

        // The position in the text at which the word ends: that of the first character of the next word, or the end of the text.
        private int _end;
        private PenPace _pace;

        // Where the text may end: the number of rows, and the information, up to the best pen-up on the last character or past it.
        private (int Rows, double Information) _lifted;

        public Candidate() => Sampler = new(_random);

        public Sampler Sampler { get; }

        public List<PenOffset> Rows { get; } = [];

        /// <summary>log p(ink | text) − log p(ink | no text), in nats.</summary>
        public double Information { get; set; }

        /// <summary>Whether its pen got stuck or came to rest within the text, or did not lift at the end of it.</summary>
        public bool Fails { get; private set; }

        /// <inheritdoc cref="WordCandidates.EndsText"/>
        public bool EndsText { get; private set; }

        public void Begin(ulong seed)
        {
            _random.State = seed;
            Rows.Clear();
            (Information, Fails, EndsText, _stopRule, _pace) = (0, false, false, null, PenPace.Initial);
            _lifted = (0, double.NegativeInfinity);
        }

        /// <summary>Completes the word if its newest row ends it, and removes its rows after the end of the text.</summary>
        /// <param name="position">The position in the text after the newest row.</param>
        /// <returns>Whether the word is complete.</returns>
        public bool TryComplete(string text, int position)
        {
            if (_stopRule is null)
            {
                _stopRule = new(text.Length);
                int space = position < text.Length ? text.IndexOf(' ', position) : -1;
                // A pen that is on a space writes the next word.
                if (space == position && space >= 0) space = text.IndexOf(' ', space + 1);
                _end = space < 0 ? text.Length : space + 1;
            }

            PenOffset row = Rows[^1];
            _pace = _pace.After(row);
            TextStop? stop = _stopRule.StopAfter(row, position);
            bool isLast = _end == text.Length;
            if (isLast && row.PenUp && position >= _end - 1 && Information >= _lifted.Information) _lifted = (Rows.Count, Information);
            bool halts = stop is not null || _pace.IsAtRest;
            if (!halts && (isLast || position < _end) && Rows.Count < MaximumRows) return false;

            EndsText = _lifted.Rows > 0;
            Fails = halts && !EndsText;
            if (EndsText)
            {
                Rows.RemoveRange(_lifted.Rows, Rows.Count - _lifted.Rows);
                Information = _lifted.Information;
            }

            return true;
        }
    }
}
