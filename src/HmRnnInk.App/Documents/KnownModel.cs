using HmRnnInk.App.Inference.Models;
using HmRnnInk.App.Session.Models;
using HmRnnInk.Model;

namespace HmRnnInk.App.Documents;

/// <summary>Describes the model in use for documents. The hash of a model is computed once, on the first thread that asks.</summary>
internal sealed class KnownModel
{
    private readonly Lock _lock = new();
    private OpenedModel? _opened;
    private DocumentModel? _model;

    /// <returns>Null without a model.</returns>
    public DocumentModel? Of(ModelChooser models)
    {
        if (models.Opened is not { } opened) return null;
        lock (_lock)
        {
            if (opened != _opened || opened.Name != _model?.Name)
            {
                _opened = opened;
                ModelConfig config = opened.Packed.Config;
                _model = new DocumentModel(models.Name ?? "", HashOf(opened), config.Layers, config.Hidden);
            }

            return _model;
        }
    }

    private static string HashOf(OpenedModel opened)
    {
        try
        {
            return DocumentModel.HashOf(opened.ReadWeights());
        }
        catch (ModelFileException)
        {
            // The file is gone or changed. The page is saved without a hash, and the model rereads it when it is opened.
            return DocumentModel.UnknownWeights;
        }
    }
}
