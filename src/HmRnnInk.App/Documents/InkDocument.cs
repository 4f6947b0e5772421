using HmRnnInk.App.Inference;
using HmRnnInk.App.Page;
using HmRnnInk.App.Session;
using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.App.Documents;

/// <summary>A page as it is saved: its ink, how a model read it, and the state to continue from. See docs/dev/document-format.md.</summary>
internal sealed record InkDocument
{
    /// <summary>When the document was saved.</summary>
    public required DateTimeOffset Written { get; init; }

    /// <summary>The rows in reading order. The first <see cref="TracedRows"/> rows have a trace by <see cref="Model"/>.</summary>
    public required ReadOnlyMemory<PageRow> Rows { get; init; }

    /// <summary>The number of rows that the model had read.</summary>
    public int TracedRows { get; init; }

    /// <summary>The model that read the page; null if there was none.</summary>
    public DocumentModel? Model { get; init; }

    /// <summary>The whole text of the page: what the model has written and what comes next.</summary>
    public string Text { get; init; } = "";

    /// <summary>The settings. A file contains only those that belong to a page, and not those of the program.</summary>
    public LiveSettings Settings { get; init; } = new();

    public PageLook Look { get; init; } = new();

    public required HandEstimate Hand { get; init; }

    /// <summary>The state of the model after the last row; null if it is not known, for example while somebody writes.</summary>
    public ModelSnapshot? Snapshot { get; init; }

    /// <summary>The pen of the model after the last row; null to compute it from the rows.</summary>
    public ModelPenSnapshot? Pen { get; init; }

    /// <summary>
    /// For an autosave: the generation of the first journal with changes that are newer than the autosave. 0 for other documents.
    /// </summary>
    public int Generation { get; init; }
}
