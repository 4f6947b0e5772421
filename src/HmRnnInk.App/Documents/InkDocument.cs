using HmRnnInk.App.Inference;
using HmRnnInk.App.Page;
using HmRnnInk.App.Session;
using HmRnnInk.App.Ui;
using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.App.Documents;

/// <summary>A page as it is kept: its ink, what a model made of it, and what is needed to go on. See docs/document-format.md.</summary>
public sealed record InkDocument
{
    public required DateTimeOffset Written { get; init; }

    /// <summary>In the order read. Their traces are of <see cref="Model"/>; the first <see cref="Traced"/> have one.</summary>
    public required ReadOnlyMemory<PageRow> Rows { get; init; }

    /// <summary>Rows that the model had read.</summary>
    public int Traced { get; init; }

    /// <summary>The model that read the page; null where there was none.</summary>
    public DocumentModel? Model { get; init; }

    /// <summary>How the model goes on and ink is drawn. Of it a document keeps what belongs to the page, and not what belongs to the program.</summary>
    public LiveSettings Settings { get; init; } = new();

    public PageLook Look { get; init; } = new();

    public required HandEstimate Hand { get; init; }

    /// <summary>The model behind the last row; null where it was still reading or writing.</summary>
    public ModelSnapshot? Moment { get; init; }

    /// <summary>The model's pen behind the last row; null where it is found from the rows.</summary>
    public ModelPenSnapshot? Pen { get; init; }
}
