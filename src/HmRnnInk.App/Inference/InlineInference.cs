using System.Diagnostics.CodeAnalysis;
using HmRnnInk.App.Inference.Ghosts;
using HmRnnInk.Model;

namespace HmRnnInk.App.Inference;

/// <summary>Runs each request at once on the calling thread, for reproducible replays.</summary>
internal sealed class InlineInference(ReadingEngine engine) : IInference
{
    private readonly Queue<InferenceResult> _results = new();
    private readonly Queue<GhostTree> _ghosts = new();

    public HiddenHistory Hiddens => engine.Hiddens;

    public int Layers => engine.Layers;

    public CharacterAlphabet? Alphabet => engine.Alphabet;

    public string? Failure { get; private set; }

    public void Post(InferenceRequest request)
    {
        if (Failure is not null) return;
        try
        {
            if (engine.Do(request) is { } result) _results.Enqueue(result);
            while (engine.Waiting is not null)
                if (engine.Choose() is { } chosen) _results.Enqueue(chosen);
            while (engine.Ghosts is { Request: not null } grower)
                if (grower.Grow() is { } tree) _ghosts.Enqueue(tree);
            while (engine.NeedsRecall) engine.Recall();
        }
        catch (Exception error) when (EngineFault.Is(error))
        {
            Failure = EngineFault.Text(error);
        }
    }

    public bool TryTake(out InferenceResult result) => _results.TryDequeue(out result);

    public bool GrowsGhosts => engine.Ghosts is not null;

    public bool TryTake([NotNullWhen(true)] out GhostTree? ghosts) => _ghosts.TryDequeue(out ghosts);

    public void Return(GhostTree ghosts) => engine.Ghosts?.Return(ghosts);

    public void Dispose()
    {
    }
}
