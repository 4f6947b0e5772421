using HmRnnInk.App.Models;
using HmRnnInk.Model;

namespace HmRnnInk.App.Documents;

/// <summary>What a document says of the model in use; worked out once for each, on whichever thread asks first.</summary>
public sealed class KnownModel
{
    private readonly Lock _lock = new();
    private InkModel? _weights;
    private DocumentModel? _model;

    /// <returns>Null without a model.</returns>
    public DocumentModel? Of(ModelChooser models)
    {
        if (models.Weights is not { } weights) return null;
        lock (_lock)
        {
            if (weights != _weights)
            {
                _weights = weights;
                _model = new DocumentModel(models.Name ?? "", ModelFingerprint.Of(weights), weights.Config.Layers, weights.Config.Hidden);
            }

            return _model;
        }
    }
}
