-- Database rtc, variant "owner-column": a document names its organizer and its conference in columns of its own.

CREATE TABLE dbo.Document
(
    DocId               int             NOT NULL,   -- published; the type is assumed
    OwnerId             int             NULL,       -- assumed: Resource.ResourceId
    ExternalConfId      nvarchar(64)    NULL,       -- assumed: Conference.ExternalConfId; NULL where the document is no conference's
    DocType             int             NOT NULL,   -- assumed
    InsertTime          datetime        NOT NULL,   -- assumed
    CONSTRAINT PK_Document PRIMARY KEY CLUSTERED (DocId)
);
GO

CREATE TABLE dbo.PersistedServiceData
(
    DocId               int             NOT NULL,   -- published; the type is assumed
    ServiceId           int             NOT NULL,   -- assumed: several rows a document are possible
    Version             int             NOT NULL,   -- assumed
    Data                varbinary(max)  NULL,       -- assumed
    LastUpdateTime      datetime        NOT NULL,   -- assumed
    CONSTRAINT PK_PersistedServiceData PRIMARY KEY CLUSTERED (DocId, ServiceId)
);
GO

CREATE INDEX IX_PersistedServiceData_LastUpdateTime ON dbo.PersistedServiceData (LastUpdateTime);
GO
